# Groups within groups: the error of an inner one is wrapped by the outer one.
import asyncio


async def fails(error, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise error


async def sleeper(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def inner_group(name):
    async with asyncio.TaskGroup() as inner:
        inner.create_task(sleeper(name + " sleeper"))
        inner.create_task(fails(ValueError(name)))


def show(error, indent=""):
    print(indent + repr(error))
    for child in getattr(error, "exceptions", ()):
        show(child, indent + "  ")


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper("outer sleeper"))
            outer.create_task(inner_group("x"))
            outer.create_task(inner_group("y"))
    except ExceptionGroup as e:
        show(e)

    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper("outer"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fails(LookupError("inner")))
    except ExceptionGroup as e:
        show(e)

    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fails(LookupError("outer"), 2))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper("inner"))
    except ExceptionGroup as e:
        show(e)
    print(asyncio.current_task().cancelling())


asyncio.run(main())
