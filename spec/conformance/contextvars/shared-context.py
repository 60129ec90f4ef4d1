# Tasks that are given one and the same context share their variables.
import asyncio
import contextvars

counter = contextvars.ContextVar("counter", default=0)


async def count(name, turns):
    for _ in range(turns):
        counter.set(counter.get() + 1)
        print(name, counter.get())
        await asyncio.sleep(0)


async def reset_in(context, token):
    try:
        counter.reset(token)
        return "reset"
    except ValueError as e:
        return str(e).split("> ")[-1]


async def set_only():
    return counter.set(99)


async def main():
    shared = contextvars.copy_context()
    one = asyncio.create_task(count("one", 3), context=shared)
    two = asyncio.create_task(count("two", 2), context=shared)
    alone = asyncio.create_task(count("alone", 2))
    await asyncio.gather(one, two, alone)
    print(shared[counter], counter.get(), one.get_context() is shared, alone.get_context() is shared)

    async with asyncio.TaskGroup() as group:
        group.create_task(count("in a group", 1), context=shared)
    print(shared[counter], counter.get())

    token = await asyncio.create_task(set_only(), context=shared)
    print(await asyncio.create_task(reset_in(shared, token)))
    print(await asyncio.create_task(reset_in(shared, token), context=shared.copy()))
    print(await asyncio.create_task(reset_in(shared, token), context=shared), shared[counter])

    empty = contextvars.Context()
    task = asyncio.get_running_loop().create_task(count("empty", 1), context=empty)
    await task
    print(len(empty), list(empty.values()), [v.name for v in empty])


asyncio.run(main())
