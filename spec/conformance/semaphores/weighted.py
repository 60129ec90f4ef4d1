# A semaphore that is taken n times at once, made of a condition; who is cancelled half-way gives back what it has.
import asyncio


async def take(name, n, semaphore, log):
    count = 0
    try:
        for _ in range(n):
            await semaphore.acquire()
            count += 1
        log.append(f"{name} has {count}")
        await asyncio.sleep(0)
    finally:
        log.append(f"{name} returns {count}")
        for _ in range(count):
            semaphore.release()


weights = [("a", 2), ("b", 1), ("c", 3), ("d", 1)]


async def main():
    for k in range(7):
        semaphore = asyncio.BoundedSemaphore(3)
        log = []
        tasks = [asyncio.create_task(take(name, n, semaphore, log)) for name, n in weights]
        for _ in range(k):
            await asyncio.sleep(0)
        tasks[2].cancel()
        done, pending = await asyncio.wait(tasks, timeout=0.001)
        print(k, len(list(pending)), log, semaphore)
        for task in pending:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print(semaphore)


asyncio.run(main())
