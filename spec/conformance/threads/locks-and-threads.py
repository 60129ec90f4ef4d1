# A lock held while a thread works; the loop goes on, and others wait for the lock.
import asyncio


def compute(n):
    total = 0
    for i in range(n):
        total += i
    return total


async def guarded(name, n, lock, log):
    async with lock:
        log.append(f"{name} in")
        result = await asyncio.to_thread(compute, n)
        log.append(f"{name} {result}")


async def main():
    lock = asyncio.Lock()
    semaphore = asyncio.Semaphore(2)
    log = []
    await asyncio.gather(*[guarded(f"g{i}", 10 * i, lock, log) for i in range(4)])
    print(log, lock.locked())

    async def limited(n):
        async with semaphore:
            return await asyncio.to_thread(compute, n)

    print(await asyncio.gather(*[limited(n) for n in (5, 4, 3, 2, 1)]), semaphore)
    task = asyncio.create_task(limited(100))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), semaphore)


asyncio.run(main())
