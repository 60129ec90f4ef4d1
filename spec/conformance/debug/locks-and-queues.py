# Debug mode changes nothing of what locks and queues do.
import asyncio


async def worker(name, queue, lock, log):
    while True:
        item = await queue.get()
        async with lock:
            log.append(f"{name}{item}")
            await asyncio.sleep(0)
        queue.task_done()


async def main():
    asyncio.get_running_loop().slow_callback_duration = 10
    queue = asyncio.Queue(2)
    lock = asyncio.Lock()
    log = []
    tasks = [asyncio.create_task(worker(name, queue, lock, log)) for name in "ab"]
    for i in range(6):
        await queue.put(i)
    await queue.join()
    tasks[0].cancel()
    await asyncio.sleep(0)
    await queue.put(6)
    await queue.join()
    tasks[1].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(log, lock.locked(), queue, asyncio.get_running_loop().get_debug())
    condition = asyncio.Condition(lock)
    try:
        async with condition:
            await asyncio.wait_for(condition.wait_for(lambda: len(log) > 10), 0.001)
    except TimeoutError as e:
        print(repr(e), condition.locked())


asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)
