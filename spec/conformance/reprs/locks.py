# Locks say whether they are taken and how many wait.
import asyncio


async def wait_for_it(waitable):
    await waitable


async def main():
    lock = asyncio.Lock()
    print(lock)
    await lock.acquire()
    print(lock)
    waiters = [asyncio.create_task(wait_for_it(lock.acquire())) for _ in range(2)]
    await asyncio.sleep(0)
    print(lock)
    lock.release()
    print(lock)
    await waiters[0]
    print(lock)
    lock.release()
    await waiters[1]
    print(lock)

    event = asyncio.Event()
    print(event)
    waiter = asyncio.create_task(wait_for_it(event.wait()))
    await asyncio.sleep(0)
    print(event)
    event.set()
    print(event)
    await waiter
    print(event)

    semaphore = asyncio.Semaphore(2)
    print(semaphore)
    await semaphore.acquire()
    print(semaphore)
    await semaphore.acquire()
    waiter = asyncio.create_task(wait_for_it(semaphore.acquire()))
    await asyncio.sleep(0)
    print(semaphore)
    semaphore.release()
    print(semaphore)
    await waiter
    bounded, empty = asyncio.BoundedSemaphore(3), asyncio.Semaphore(0)
    print(semaphore, bounded, empty)

    condition = asyncio.Condition()
    print(condition)
    async with condition:
        print(condition)
    barrier = asyncio.Barrier(2)
    print(barrier)
    waiter = asyncio.create_task(wait_for_it(barrier.wait()))
    await asyncio.sleep(0)
    print(barrier)
    await barrier.wait()
    await waiter
    print(barrier)
    await barrier.abort()
    print(barrier)


asyncio.run(main())
