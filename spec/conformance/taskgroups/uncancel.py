# How cancelling() and uncancel() count through groups and timeouts, and what structured blocks leave behind.
import asyncio


def count():
    return asyncio.current_task().cancelling()


async def fails():
    raise ValueError("child")


async def forever():
    await asyncio.get_running_loop().create_future()


async def group_then_sleep():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            await forever()
    except ExceptionGroup as e:
        print("caught", repr(e), count())
    await asyncio.sleep(0)
    print("slept", count())


async def timeout_in_group():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(forever())
        try:
            async with asyncio.timeout(0.001):
                await forever()
        except TimeoutError:
            print("timed out in the group", count())
        task.cancel()
    print("group over", task.cancelled(), count())


async def group_in_timeout():
    try:
        async with asyncio.timeout(0.001):
            async with asyncio.TaskGroup() as group:
                task = group.create_task(forever())
    except TimeoutError as e:
        print("timed out around the group", repr(e.__cause__), task.cancelled(), count())


async def swallow_twice():
    for _ in range(2):
        try:
            await forever()
        except asyncio.CancelledError as e:
            print("swallowed", repr(e), count())
    print("uncancel", asyncio.current_task().uncancel(), asyncio.current_task().uncancel(), asyncio.current_task().uncancel())
    await asyncio.sleep(0)
    return "alive"


async def cancel_self():
    task = asyncio.current_task()
    task.cancel("self")
    print("asked for", count(), task.uncancel())
    await asyncio.sleep(0)
    task.cancel("self again")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print("told", repr(e), count())
        task.uncancel()
    await asyncio.sleep(0)
    return count()


async def main():
    await asyncio.create_task(group_then_sleep())
    await asyncio.create_task(timeout_in_group())
    await asyncio.create_task(group_in_timeout())
    task = asyncio.create_task(swallow_twice())
    for _ in range(2):
        await asyncio.sleep(0)
        task.cancel("again")
    print(await task, task.cancelling())
    print(await asyncio.create_task(cancel_self()))


asyncio.run(main())
