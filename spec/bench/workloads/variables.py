import asyncio
from contextvars import ContextVar

from .sizes import of_sizes, together

variable = ContextVar("variable")


async def get(rounds, clock):
    variable.set(1)
    total = 0
    for _ in range(rounds):
        for _ in range(100):
            total += variable.get()
        await asyncio.sleep(0)
    assert total == 100 * rounds


def set_get_reset(tasks):
    async def each(rounds, i):
        for _ in range(rounds):
            token = variable.set(i)
            await asyncio.sleep(0)
            assert variable.get() == i
            variable.reset(token)

    return together(tasks, lambda: each)


WORKLOADS = {
    "get a context variable": get,
    "set a context variable, give way, get and reset it": set_get_reset(100),
    **of_sizes({"set a context variable, give way, get and reset it": set_get_reset}),
}
