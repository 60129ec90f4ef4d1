# A queue of two: producers wait, in order, for consumers.
import asyncio


async def producer(name, queue, n, log):
    for i in range(n):
        await queue.put(f"{name}{i}")
        log.append(f"+{name}{i}")
    log.append(f"{name} is done")


async def consumer(queue, n, log):
    for _ in range(n):
        log.append(f"-{await queue.get()}")
        if n % 2:
            await asyncio.sleep(0)


async def main():
    for size in (1, 2, 5):
        queue = asyncio.Queue(size)
        log = []
        await asyncio.gather(
            producer("a", queue, 4, log),
            producer("b", queue, 4, log),
            consumer(queue, 5, log),
            consumer(queue, 3, log),
        )
        print(size, " ".join(log))
        print(queue, queue.empty(), queue.full(), queue.maxsize)


asyncio.run(main())
