# Threads' results come through a queue, in the order in which they are asked for.
import asyncio


def square(x):
    return x * x


async def job(i, queue):
    await queue.put([i, await asyncio.to_thread(square, i)])


async def main():
    queue = asyncio.PriorityQueue()
    async with asyncio.TaskGroup() as group:
        for i in range(6):
            group.create_task(job(i, queue))
    while not queue.empty():
        print(await queue.get())
    queue.shutdown()
    try:
        await queue.get()
    except asyncio.QueueShutDown as e:
        print(repr(e), queue)


asyncio.run(main())
