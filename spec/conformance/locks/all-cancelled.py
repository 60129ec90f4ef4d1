# A lock whose waiters are all cancelled is free for the first who asks.
import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(lock.acquire()) for _ in range(4)]
    await asyncio.sleep(0)
    print(lock)
    lock.release()
    print(lock)
    for task in tasks:
        task.cancel()
    print(lock)
    print(await lock.acquire(), lock)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print(results)
    print(lock)
    lock.release()
    print(lock)


asyncio.run(main())
