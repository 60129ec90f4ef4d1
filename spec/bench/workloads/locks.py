import asyncio

from .sizes import of_sizes, together


def lock(tasks):
    def make():
        lock = asyncio.Lock()

        async def each(rounds, _):
            for _ in range(rounds):
                async with lock:
                    await asyncio.sleep(0)

        return each

    return together(tasks, make)


async def free_lock(rounds, clock):
    lock = asyncio.Lock()
    for _ in range(rounds):
        await lock.acquire()
        lock.release()


def event(tasks):
    async def set_and_clear(rounds, clock):
        event = asyncio.Event()

        async def each():
            for _ in range(rounds):
                await event.wait()

        made = [asyncio.create_task(each()) for _ in range(tasks)]
        for _ in range(rounds):
            await asyncio.sleep(0)
            event.set()
            event.clear()
        for task in made:
            await task

    return set_and_clear


def condition(tasks):
    async def notify(rounds, clock):
        condition = asyncio.Condition()
        turn = 0

        async def each():
            for i in range(rounds):
                await condition.acquire()
                while turn <= i:
                    await condition.wait()
                condition.release()

        made = [asyncio.create_task(each()) for _ in range(tasks)]
        while turn < rounds:
            await asyncio.sleep(0)
            await condition.acquire()
            turn += 1
            condition.notify_all()
            condition.release()
        for task in made:
            await task

    return notify


def taken_in_turns(tasks, make_lock):
    def make():
        lock = make_lock()

        async def each(rounds, _):
            for _ in range(rounds):
                await lock.acquire()
                await asyncio.sleep(0)
                lock.release()

        return each

    return together(tasks, make)


def acquire_and_release(tasks):
    return taken_in_turns(tasks, asyncio.Lock)


def semaphore(tasks):
    return taken_in_turns(tasks, lambda: asyncio.Semaphore(10))


def bounded_semaphore(tasks):
    return taken_in_turns(tasks, lambda: asyncio.BoundedSemaphore(10))


def barrier(tasks):
    def make():
        barrier = asyncio.Barrier(tasks)

        async def each(rounds, _):
            for _ in range(rounds):
                await barrier.wait()

        return each

    return together(tasks, make)


WORKLOADS = {
    "Lock, 100 tasks": lock(100),
    "Lock, acquire and release, 100 tasks": acquire_and_release(100),
    "Lock that is free": free_lock,
    "Event, 100 tasks": event(100),
    "Condition, 100 tasks": condition(100),
    "Semaphore of 10, 100 tasks": semaphore(100),
    "BoundedSemaphore of 10, 100 tasks": bounded_semaphore(100),
    "Barrier of 100": barrier(100),
    **of_sizes(
        {
            "Lock": lock,
            "Lock, acquire and release": acquire_and_release,
            "Event": event,
            "Condition": condition,
            "Semaphore of 10": semaphore,
            "BoundedSemaphore of 10": bounded_semaphore,
            "Barrier": barrier,
        }
    ),
}
