import asyncio

from .sizes import of_sizes, together


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


def futures(tasks):
    def make():
        loop = asyncio.get_running_loop()

        async def each(rounds, _):
            for i in range(rounds):
                future = loop.create_future()
                loop.call_soon(future.set_result, i)
                await future

        return each

    return together(tasks, make)


def calls(callbacks):
    async def call_soon(rounds, clock):
        loop = asyncio.get_running_loop()
        called = 0

        def callback():
            nonlocal called
            called += 1

        for _ in range(rounds):
            for _ in range(callbacks):
                loop.call_soon(callback)
            await asyncio.sleep(0)
        assert called == callbacks * rounds

    return call_soon


def cancelled_calls(timers):
    async def call_later_and_cancel(rounds, clock):
        loop = asyncio.get_running_loop()

        def callback():
            pass

        for _ in range(rounds):
            for _ in range(timers):
                loop.call_later(60, callback).cancel()
            await asyncio.sleep(0)

    return call_later_and_cancel


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


def sleeps(tasks):
    async def sleep(rounds, clock):
        for _ in range(rounds):
            sleeping = [asyncio.create_task(asyncio.sleep((i % 20 + 1) / 1000)) for i in range(tasks)]
            for task in sleeping:
                await task

    return sleep


WORKLOADS = {
    "switch, 1 task": switches(1),
    "switch, 10 tasks": switches(10),
    "switch, 100 tasks": switches(100),
    "switch, 10,000 tasks": switches(10_000),
    "switch, 100,000 tasks": switches(100_000),
    "future set by call_soon": futures(1),
    "future set by call_soon, 100 tasks": futures(100),
    "call_soon": calls(100),
    "call_later and cancel": cancelled_calls(100),
    "100,000 timers, 90 % cancelled": timers,
    "10,000 sleeps": sleeps(10_000),
    **of_sizes(
        {
            "switch": switches,
            "future set by call_soon": futures,
            "call_soon": calls,
            "call_later and cancel": cancelled_calls,
            "sleep": sleeps,
        }
    ),
}
