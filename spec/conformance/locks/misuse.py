# What locks refuse, with which words.
import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as e:
        print(type(e).__name__, e)
    await lock.acquire()
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(type(e).__name__, e)
    condition = asyncio.Condition()
    for f in (condition.release, condition.notify, condition.notify_all, lambda: condition.notify(0)):
        try:
            f()
        except RuntimeError as e:
            print(type(e).__name__, e)
    try:
        await condition.wait()
    except RuntimeError as e:
        print(type(e).__name__, e)
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError as e:
        print(type(e).__name__, e)
    print(await condition.wait_for(lambda: "at once, without the lock"))
    for value in (-1, -100):
        try:
            asyncio.Semaphore(value)
        except ValueError as e:
            print(type(e).__name__, e)
        try:
            asyncio.BoundedSemaphore(value)
        except ValueError as e:
            print(type(e).__name__, e)
        try:
            asyncio.Barrier(value + 1)
        except ValueError as e:
            print(type(e).__name__, e)
    bounded = asyncio.BoundedSemaphore(2)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        print(type(e).__name__, e, bounded)


asyncio.run(main())
