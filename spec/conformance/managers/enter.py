# A lock, a semaphore and a condition held for a block: released at its end, by an error and by a cancellation too.
import asyncio


async def critical(name, lock):
    async with lock:
        print(name, "holds", lock.locked())
        await asyncio.sleep(0)
        print(name, "lets go")


async def failing(lock):
    async with lock:
        raise ValueError("inside")


async def stuck(lock):
    async with lock:
        await asyncio.sleep(10)


async def main():
    for lock in [asyncio.Lock(), asyncio.Semaphore(1), asyncio.Condition()]:
        print(type(lock).__name__)
        await asyncio.gather(critical("a", lock), critical("b", lock), critical("c", lock))
        try:
            await failing(lock)
        except ValueError as e:
            print(repr(e), lock.locked())
        task = asyncio.create_task(stuck(lock))
        waiter = asyncio.create_task(critical("waiter", lock))
        await asyncio.sleep(0)
        print(lock.locked())
        task.cancel()
        await waiter
        print(task.cancelled(), lock.locked())


asyncio.run(main())
