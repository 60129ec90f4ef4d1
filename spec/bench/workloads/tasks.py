import asyncio

from .sizes import of_sizes, together


async def work(value):
    return value


async def create_and_await(rounds, clock):
    for i in range(rounds):
        await asyncio.create_task(work(i))


def spawned(tasks):
    async def create_and_await(rounds, clock):
        for _ in range(rounds):
            made = [asyncio.create_task(work(i)) for i in range(tasks)]
            for task in made:
                await task

    return create_and_await


def gathered(tasks):
    async def gather(rounds, clock):
        for _ in range(rounds):
            await asyncio.gather(*[work(i) for i in range(tasks)])

    return gather


def grouped(tasks):
    async def task_group(rounds, clock):
        for _ in range(rounds):
            async with asyncio.TaskGroup() as group:
                for i in range(tasks):
                    group.create_task(work(i))

    return task_group


def cleaned_up(tasks):
    async def cancel(rounds, clock):
        loop = asyncio.get_running_loop()

        async def clean_up():
            try:
                await loop.create_future()
            finally:
                await asyncio.sleep(0)

        for _ in range(rounds):
            made = [asyncio.create_task(clean_up()) for _ in range(tasks)]
            await asyncio.sleep(0)
            for task in made:
                task.cancel()
            await asyncio.gather(*made, return_exceptions=True)

    return cancel


def cancelled(tasks):
    async def cancel(rounds, clock):
        loop = asyncio.get_running_loop()

        async def park():
            await loop.create_future()

        for _ in range(rounds):
            parked = [asyncio.create_task(park()) for _ in range(tasks)]
            await asyncio.sleep(0)
            clock.start()
            for task in parked:
                task.cancel()
            await asyncio.wait(parked)
            clock.stop()

    return cancel


def timed(tasks):
    async def each(rounds, _):
        for _ in range(rounds):
            async with asyncio.timeout(60):
                await asyncio.sleep(0)

    return together(tasks, lambda: each)


async def wait_for(rounds, clock):
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    for _ in range(rounds):
        await asyncio.wait_for(future, 60)


async def memory(rounds, clock):
    loop = asyncio.get_running_loop()

    async def park():
        await loop.create_future()

    clock.start()
    parked = [asyncio.create_task(park()) for _ in range(rounds * 1_000_000)]
    await asyncio.sleep(0)
    clock.stop()
    for task in parked:
        task.cancel()


WORKLOADS = {
    "create a task and await it": create_and_await,
    "create 100 tasks and await them": spawned(100),
    "gather of 1,000": gathered(1000),
    "gather of 100,000": gathered(100_000),
    "TaskGroup of 1,000": grouped(1000),
    "cancel a task that cleans up": cleaned_up(100),
    "cancel a parked task": cancelled(100_000),
    "timeout around an await": timed(1),
    "wait_for a future that is done": wait_for,
    "memory of a parked task": memory,
    **of_sizes(
        {
            "create tasks and await them": spawned,
            "gather": gathered,
            "TaskGroup": grouped,
            "cancel a task that cleans up": cleaned_up,
            "cancel a parked task": cancelled,
            "timeout around an await": timed,
        }
    ),
}
