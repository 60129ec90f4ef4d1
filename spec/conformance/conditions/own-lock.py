# What may be a condition's lock, and what it shows.
import asyncio


async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    async with lock:
        print(condition.locked(), condition)
        condition.notify()
    async with condition:
        print(lock.locked(), lock)
    async def wait():
        async with condition:
            await condition.wait()
    tasks = [asyncio.create_task(wait()) for _ in range(2)]
    await asyncio.sleep(0)
    print(condition, lock)
    await lock.acquire()
    condition.notify_all()
    print(condition, lock)
    await asyncio.sleep(0)
    print(condition, lock)
    lock.release()
    await asyncio.gather(*tasks)
    print(condition, lock)
    try:
        condition.notify("many")
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__)


asyncio.run(main())
