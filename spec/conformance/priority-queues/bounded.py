# A bounded priority queue: the putter that waits is let in when there is room, whatever its priority.
import asyncio


async def putter(item, queue, log):
    await queue.put(item)
    log.append(item)


async def main():
    queue = asyncio.PriorityQueue(2)
    log = []
    tasks = [asyncio.create_task(putter(item, queue, log)) for item in (5, 4, 1, 2, 3)]
    await asyncio.sleep(0)
    print(log, queue)
    got = []
    for _ in range(5):
        got.append(await queue.get())
        await asyncio.sleep(0)
    print(got, log)
    await asyncio.gather(*tasks)
    getters = [asyncio.create_task(queue.get()) for _ in range(2)]
    await asyncio.sleep(0)
    queue.put_nowait(9)
    queue.put_nowait(8)
    print(await asyncio.gather(*getters))
    queue.put_nowait(2)
    queue.put_nowait(1)
    queue.shutdown()
    print(await queue.get(), queue)
    queue.shutdown(immediate=True)
    print(queue)


asyncio.run(main())
