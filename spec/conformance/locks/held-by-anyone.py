# A lock knows no owner: one task takes it, another gives it back, and taking it twice is a deadlock.
import asyncio


async def take(lock):
    await lock.acquire()
    print("taken by", asyncio.current_task().get_name())


async def give(lock):
    lock.release()
    print("given back by", asyncio.current_task().get_name())


async def main():
    lock = asyncio.Lock()
    await asyncio.create_task(take(lock), name="alice")
    twice = asyncio.create_task(take(lock), name="bob")
    await asyncio.sleep(0)
    print(twice.done(), lock.locked())
    await asyncio.create_task(give(lock), name="carol")
    await twice
    reentrant = asyncio.create_task(take(lock), name="dave")
    done, pending = await asyncio.wait([reentrant], timeout=0.001)
    print(len(list(done)), len(list(pending)))
    reentrant.cancel()
    await asyncio.wait([reentrant])
    lock.release()
    print(lock.locked())


asyncio.run(main())
