import asyncio


async def work(value):
    return value


async def create_and_await(rounds, clock):
    for i in range(rounds):
        await asyncio.create_task(work(i))


async def create_100_and_await(rounds, clock):
    for _ in range(rounds):
        made = [asyncio.create_task(work(i)) for i in range(100)]
        for task in made:
            await task


async def gather(rounds, clock):
    for _ in range(rounds):
        await asyncio.gather(*[work(i) for i in range(1000)])


async def task_group(rounds, clock):
    for _ in range(rounds):
        async with asyncio.TaskGroup() as group:
            for i in range(1000):
                group.create_task(work(i))


async def cancel(rounds, clock):
    loop = asyncio.get_running_loop()

    async def clean_up():
        try:
            await loop.create_future()
        finally:
            await asyncio.sleep(0)

    for _ in range(rounds):
        made = [asyncio.create_task(clean_up()) for _ in range(100)]
        await asyncio.sleep(0)
        for task in made:
            task.cancel()
        await asyncio.gather(*made, return_exceptions=True)


async def timeout(rounds, clock):
    for _ in range(rounds):
        async with asyncio.timeout(60):
            await asyncio.sleep(0)


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
    parked = [asyncio.create_task(park()) for _ in range(rounds * 100_000)]
    await asyncio.sleep(0)
    clock.stop()
    for task in parked:
        task.cancel()


WORKLOADS = {
    "create a task and await it": create_and_await,
    "create 100 tasks and await them": create_100_and_await,
    "gather of 1,000": gather,
    "TaskGroup of 1,000": task_group,
    "cancel a task that cleans up": cancel,
    "timeout around an await": timeout,
    "wait_for a future that is done": wait_for,
    "memory of a parked task": memory,
}
