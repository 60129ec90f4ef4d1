# KeyboardInterrupt and SystemExit are no ordinary errors: a group hands them on bare, not in an ExceptionGroup.
import asyncio


async def sleeper():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("sleeper cancelled")
        raise


async def body(error):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper())
            await asyncio.sleep(0)
            raise error
    except BaseExceptionGroup as e:
        print("a group:", repr(e))
    except BaseException as e:
        print("bare:", repr(e))


async def main():
    await body(KeyboardInterrupt("typed"))
    await body(SystemExit(3))
    await body(ValueError("ordinary"))
    await body(asyncio.CancelledError("raised by hand"))

    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(sleeper())
            await asyncio.sleep(0)
            task.cancel()
            await task
    except asyncio.CancelledError as e:
        print("bare:", repr(e), asyncio.current_task().cancelling())


asyncio.run(main())
