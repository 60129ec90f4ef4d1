import asyncio


def switches(tasks):
    async def switch(rounds, clock):
        over = False

        async def give_way():
            while not over:
                await asyncio.sleep(0)

        others = [asyncio.create_task(give_way()) for _ in range(tasks - 1)]
        await asyncio.sleep(0)
        clock.start()
        for _ in range(rounds):
            await asyncio.sleep(0)
        clock.stop()
        over = True
        for other in others:
            await other

    return switch


async def future_set_by_call_soon(rounds, clock):
    loop = asyncio.get_running_loop()
    for i in range(rounds):
        future = loop.create_future()
        loop.call_soon(future.set_result, i)
        await future


async def future_set_by_call_soon_100(rounds, clock):
    tasks = [asyncio.create_task(future_set_by_call_soon(rounds, clock)) for _ in range(100)]
    for task in tasks:
        await task


async def call_soon(rounds, clock):
    loop = asyncio.get_running_loop()
    called = 0

    def callback():
        nonlocal called
        called += 1

    for _ in range(rounds):
        for _ in range(100):
            loop.call_soon(callback)
        await asyncio.sleep(0)
    assert called == 100 * rounds


async def call_later_and_cancel(rounds, clock):
    loop = asyncio.get_running_loop()

    def callback():
        pass

    for _ in range(rounds):
        for _ in range(100):
            loop.call_later(60, callback).cancel()
        await asyncio.sleep(0)


async def timers(rounds, clock):
    loop = asyncio.get_running_loop()
    for _ in range(rounds):
        over = loop.create_future()
        left = 10_000

        def due():
            nonlocal left
            left -= 1
            if left == 0:
                over.set_result(None)

        handles = [loop.call_later((i * 7919) % 1000 / 10_000, due) for i in range(100_000)]
        for i, handle in enumerate(handles):
            if i % 10 > 0:
                handle.cancel()
        await over


async def sleeps(rounds, clock):
    for _ in range(rounds):
        tasks = [asyncio.create_task(asyncio.sleep((i % 20 + 1) / 1000)) for i in range(10_000)]
        for task in tasks:
            await task


WORKLOADS = {
    "switch, 1 task": switches(1),
    "switch, 10 tasks": switches(10),
    "switch, 100 tasks": switches(100),
    "switch, 10,000 tasks": switches(10_000),
    "switch, 100,000 tasks": switches(100_000),
    "future set by call_soon": future_set_by_call_soon,
    "future set by call_soon, 100 tasks": future_set_by_call_soon_100,
    "call_soon": call_soon,
    "call_later and cancel": call_later_and_cancel,
    "100,000 timers, 90 % cancelled": timers,
    "10,000 sleeps": sleeps,
}
