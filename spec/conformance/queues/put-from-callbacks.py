# Items put from callbacks, from other tasks' done-callbacks and from the getter itself.
import asyncio


async def main():
    queue = asyncio.Queue()
    loop = asyncio.get_running_loop()
    loop.call_soon(queue.put_nowait, "callback")
    print(await queue.get())
    task = asyncio.create_task(asyncio.sleep(0, "slept"))
    task.add_done_callback(lambda t: queue.put_nowait(t.result()))
    print(await queue.get())
    loop.call_later(0.001, queue.put_nowait, "timer")
    print(await queue.get())
    tasks = [asyncio.create_task(asyncio.sleep(0.001 * i, i)) for i in (3, 1, 2)]
    for task in tasks:
        task.add_done_callback(lambda t: queue.put_nowait(t.result()))
    print([await queue.get(), await queue.get(), await queue.get()])
    log = []

    async def echo():
        for _ in range(3):
            item = await queue.get()
            log.append(item)
            if len(log) < 3:
                queue.put_nowait(item)

    queue.put_nowait("again")
    await echo()
    print(log, queue)


asyncio.run(main())
