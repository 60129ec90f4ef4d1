# Several children fail, and the body too: all are in the group, in the order in which they failed, the body last.
import asyncio


async def fails(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(name)


async def fails_in_cleanup(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
        raise RuntimeError(name + " failed while tidying up")


async def attempt(body):
    try:
        async with asyncio.TaskGroup() as group:
            await body(group)
    except BaseExceptionGroup as e:
        print(type(e).__name__, str(e))
        for error in e.exceptions:
            print("   ", repr(error))
    except BaseException as e:
        print("bare", repr(e))


async def same_turn(group):
    for name in ["first", "second", "third"]:
        group.create_task(fails(name, 1))


async def cleanup(group):
    group.create_task(fails("cause", 1))
    group.create_task(fails_in_cleanup("sibling"))
    group.create_task(fails("too late", 5))


async def body_too(group):
    group.create_task(fails_in_cleanup("child"))
    await asyncio.sleep(0)
    raise LookupError("in the body")


async def body_only(group):
    raise LookupError("alone in the body")


async def main():
    for body in [same_turn, cleanup, body_too, body_only]:
        print(body.__name__)
        await attempt(body)


asyncio.run(main())
