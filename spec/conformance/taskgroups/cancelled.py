# Cancelling the parent cancels the group; a child that is cancelled by itself is no error.
import asyncio


async def worker(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e))
        raise


async def parent(wait_in_body):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("child"))
            if wait_in_body:
                await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("parent cancelled", repr(e), asyncio.current_task().cancelling())
        raise


async def fails_on_cancel():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("instead of being cancelled")


async def parent_of_bad():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_on_cancel())
    except ExceptionGroup as e:
        print(repr(e), asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        return "survived"


async def main():
    for wait_in_body in (True, False):
        task = asyncio.create_task(parent(wait_in_body))
        await asyncio.sleep(0.001)
        task.cancel("outside")
        print(await asyncio.gather(task, return_exceptions=True), task.cancelled())

    async with asyncio.TaskGroup() as group:
        lonely = group.create_task(worker("lonely"))
        other = group.create_task(asyncio.sleep(0.001, "other"))
        await asyncio.sleep(0)
        lonely.cancel()
    print(lonely.cancelled(), other.result())

    task = asyncio.create_task(parent_of_bad())
    await asyncio.sleep(0.001)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), task.cancelling())


asyncio.run(main())
