import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []
    now = loop.time()

    # More than half of a hundred and more are cancelled: the heap is rebuilt.
    handles = [loop.call_at(now + 0.001 * (i % 7), log.append, i) for i in range(150)]
    for i, handle in enumerate(handles):
        if i % 4:
            handle.cancel()
    await asyncio.sleep(0.02)
    print(len(log), log)

    log.clear()
    when = loop.time() + 0.002
    for i in range(20):
        loop.call_at(when, log.append, i)
    await asyncio.sleep(0.01)
    print(log)

    # Tasks that sleep equally long wake in the order of the same heap.
    log.clear()

    async def sleeper(i):
        await sleep_until(when)
        log.append(i)

    def sleep_until(when):
        future = loop.create_future()
        loop.call_at(when, future.set_result, None)
        return future

    when = loop.time() + 0.01
    tasks = [asyncio.create_task(sleeper(i)) for i in range(9)]
    await asyncio.wait(tasks)
    print(log)


asyncio.run(main())
