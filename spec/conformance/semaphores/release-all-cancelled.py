# Releases for waiters that are all cancelled in the same moment come back as room.
import asyncio


async def main():
    semaphore = asyncio.Semaphore(2)
    await semaphore.acquire()
    await semaphore.acquire()
    tasks = [asyncio.create_task(semaphore.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    for task in tasks:
        task.cancel()
    print(semaphore, semaphore.locked())
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(semaphore, semaphore.locked())
    print(await semaphore.acquire(), await semaphore.acquire(), semaphore.locked())
    late = asyncio.create_task(semaphore.acquire())
    await asyncio.sleep(0)
    late.cancel()
    semaphore.release()
    print(semaphore, semaphore.locked())
    print(await semaphore.acquire())
    print(await asyncio.gather(late, return_exceptions=True), semaphore)


asyncio.run(main())
