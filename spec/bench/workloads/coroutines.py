import asyncio


async def nothing(value):
    return value


async def await_nothing(rounds, clock):
    for i in range(rounds):
        await nothing(i)


async def down(depth):
    await (down(depth - 1) if depth > 1 else asyncio.sleep(0))


def nested(depth):
    async def descend(rounds, clock):
        for _ in range(rounds):
            await down(depth)

    return descend


WORKLOADS = {
    "await a coroutine that does not suspend": await_nothing,
    "await a plain async function": await_nothing,
    "1 coroutine deep": nested(1),
    "10 coroutines deep": nested(10),
    "50 coroutines deep": nested(50),
    "1 plain function deep": nested(1),
    "10 plain functions deep": nested(10),
    "50 plain functions deep": nested(50),
}
