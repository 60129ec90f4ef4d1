import asyncio


def hundred(make):
    async def all_together(rounds, clock):
        each = make()
        made = [asyncio.create_task(each(rounds)) for _ in range(100)]
        for task in made:
            await task

    return all_together


def lock():
    lock = asyncio.Lock()

    async def each(rounds):
        for _ in range(rounds):
            async with lock:
                await asyncio.sleep(0)

    return each


def lock_acquire_release():
    lock = asyncio.Lock()

    async def each(rounds):
        for _ in range(rounds):
            await lock.acquire()
            await asyncio.sleep(0)
            lock.release()

    return each


async def free_lock(rounds, clock):
    lock = asyncio.Lock()
    for _ in range(rounds):
        await lock.acquire()
        lock.release()


async def event(rounds, clock):
    event = asyncio.Event()

    async def each():
        for _ in range(rounds):
            await event.wait()

    made = [asyncio.create_task(each()) for _ in range(100)]
    for _ in range(rounds):
        await asyncio.sleep(0)
        event.set()
        event.clear()
    for task in made:
        await task


async def condition(rounds, clock):
    condition = asyncio.Condition()
    turn = 0

    async def each():
        for i in range(rounds):
            await condition.acquire()
            while turn <= i:
                await condition.wait()
            condition.release()

    made = [asyncio.create_task(each()) for _ in range(100)]
    while turn < rounds:
        await asyncio.sleep(0)
        await condition.acquire()
        turn += 1
        condition.notify_all()
        condition.release()
    for task in made:
        await task


def semaphore():
    semaphore = asyncio.Semaphore(10)

    async def each(rounds):
        for _ in range(rounds):
            await semaphore.acquire()
            await asyncio.sleep(0)
            semaphore.release()

    return each


def barrier():
    barrier = asyncio.Barrier(100)

    async def each(rounds):
        for _ in range(rounds):
            await barrier.wait()

    return each


WORKLOADS = {
    "Lock, 100 tasks": hundred(lock),
    "Lock, acquire and release, 100 tasks": hundred(lock_acquire_release),
    "Lock that is free": free_lock,
    "Event, 100 tasks": event,
    "Condition, 100 tasks": condition,
    "Semaphore of 10, 100 tasks": hundred(semaphore),
    "Barrier of 100": hundred(barrier),
}
