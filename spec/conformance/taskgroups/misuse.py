# What a TaskGroup refuses: tasks before, after, and while it is shutting down; being entered twice.
import asyncio


async def work():
    print("never printed")


def attempt(label, group):
    coroutine = work()
    try:
        group.create_task(coroutine)
        print(label, "was taken")
    except Exception as e:
        print(label, "!!", repr(e))
    coroutine.close()


async def late(group):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        attempt("while shutting down", group)
        raise


async def fails():
    raise ValueError("broken")


async def main():
    group = asyncio.TaskGroup()
    attempt("before", group)
    async with group:
        try:
            async with group:
                print("never")
        except RuntimeError as e:
            print("entering twice !!", repr(e))
    attempt("after", group)

    group = asyncio.TaskGroup()
    try:
        async with group:
            group.create_task(late(group), name="late")
            await asyncio.sleep(0)
            group.create_task(fails())
            await asyncio.sleep(10)
    except ExceptionGroup as e:
        print(repr(e))
    attempt("after an error", group)


asyncio.run(main())
