# An unbounded semaphore may be released more often than it was acquired.
import asyncio


async def main():
    semaphore = asyncio.Semaphore()
    for _ in range(3):
        semaphore.release()
    print(semaphore)
    for _ in range(4):
        await semaphore.acquire()
    print(semaphore, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    print(bounded, await bounded.acquire(), bounded)
    bounded.release()
    try:
        bounded.release()
    except ValueError as e:
        print(repr(e), bounded)
    none = asyncio.BoundedSemaphore(0)
    try:
        none.release()
    except ValueError as e:
        print(repr(e), none)
    async with bounded:
        task = asyncio.create_task(bounded.acquire())
        await asyncio.sleep(0)
        bounded.release()
        print(bounded)
        try:
            await task
            bounded.release()
            bounded.release()
        except ValueError as e:
            print(repr(e), bounded)
        await bounded.acquire()
    print(bounded)


asyncio.run(main())
