import asyncio
from contextvars import ContextVar

variable = ContextVar("variable")


async def get(rounds, clock):
    variable.set(1)
    total = 0
    for _ in range(rounds):
        for _ in range(100):
            total += variable.get()
        await asyncio.sleep(0)
    assert total == 100 * rounds


async def set_get_reset(rounds, clock):
    async def each(i):
        for _ in range(rounds):
            token = variable.set(i)
            await asyncio.sleep(0)
            assert variable.get() == i
            variable.reset(token)

    made = [asyncio.create_task(each(i)) for i in range(100)]
    for task in made:
        await task


WORKLOADS = {
    "get a context variable": get,
    "set a context variable, give way, get and reset it": set_get_reset,
}
