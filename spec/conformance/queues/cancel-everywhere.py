# A getter and a putter, cancelled after k turns, for every k: nothing is lost, nothing is doubled.
import asyncio


async def produce(queue, log):
    for i in range(3):
        await queue.put(i)
        log.append(f"put {i}")


async def consume(queue, log):
    for _ in range(3):
        log.append(f"got {await queue.get()}")


async def main():
    for k in range(8):
        queue = asyncio.Queue(1)
        log = []
        first = asyncio.create_task(produce(queue, log))
        second = asyncio.create_task(consume(queue, log))
        third = asyncio.create_task(consume(queue, log))
        for _ in range(k):
            await asyncio.sleep(0)
        second.cancel()
        done, pending = await asyncio.wait([first, second, third], timeout=0.001)
        print(k, log, queue, len(list(pending)))
        for task in pending:
            task.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)


asyncio.run(main())
