# The lock is given back whatever way the block is left.
import asyncio


async def fail(lock, exc):
    async with lock:
        if exc is not None:
            raise exc
        return "left by return"


async def loops(lock):
    for i in range(3):
        async with lock:
            if i == 1:
                place = "one of three"
                print("in the middle", place)
    return "looped"


async def main():
    lock = asyncio.Lock()
    for exc in (ValueError("inside"), asyncio.CancelledError("by hand"), None):
        task = asyncio.create_task(fail(lock, exc))
        await asyncio.wait([task])
        print(task.cancelled() or repr(task.exception() or task.result()), lock.locked())
    print(await loops(lock), lock.locked())
    task = asyncio.create_task(fail(lock, ValueError("never")))
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), lock.locked())

    async def releases_too_early():
        async with lock:
            lock.release()

    try:
        await releases_too_early()
    except RuntimeError as e:
        print(repr(e))


asyncio.run(main())
