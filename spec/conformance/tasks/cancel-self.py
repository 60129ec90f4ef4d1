import asyncio


async def cancels_itself():
    me = asyncio.current_task()
    print("cancel:", me.cancel("by myself"), me.cancelling())
    print("goes on until the next await")
    await asyncio.get_running_loop().create_future()
    print("not reached")


async def cancels_itself_and_returns():
    asyncio.current_task().cancel("too late to matter?")
    return "returned"


async def cancels_itself_and_fails():
    asyncio.current_task().cancel("too late to matter?")
    raise ValueError("failed")


async def raises_it():
    raise asyncio.CancelledError("raised by hand")


async def main():
    for work in (cancels_itself, cancels_itself_and_returns, cancels_itself_and_fails, raises_it):
        task = asyncio.create_task(work())
        try:
            print("awaited:", await task)
        except (asyncio.CancelledError, ValueError) as e:
            print("awaited:", repr(e))
        print(task.cancelled(), task.cancelling())
        print(task)


asyncio.run(main())
