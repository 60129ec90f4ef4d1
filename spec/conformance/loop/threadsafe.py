import asyncio


async def work(x):
    await asyncio.sleep(0)
    print("working in", asyncio.current_task().get_name())
    if x < 0:
        raise ValueError("negative")
    return x * 2


async def forever():
    try:
        await asyncio.get_running_loop().create_future()
    except asyncio.CancelledError:
        print("the coroutine was cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(work(1), loop)
    future.add_done_callback(lambda f: print("callback:", f.result()))
    print("done:", future.done(), "cancelled:", future.cancelled())
    print("awaited:", await asyncio.wrap_future(future))
    print("done:", future.done(), "result:", future.result(), "exception:", future.exception())

    failing = asyncio.run_coroutine_threadsafe(work(-1), loop)
    try:
        await asyncio.wrap_future(failing)
    except ValueError as e:
        print("awaited:", repr(e), "exception:", repr(failing.exception()))

    stopped = asyncio.run_coroutine_threadsafe(forever(), loop)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("cancel:", stopped.cancel(), stopped.cancelled())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("done:", stopped.done())

    try:
        asyncio.run_coroutine_threadsafe("not a coroutine", loop)
    except TypeError as e:
        print("TypeError:", e)


asyncio.run(main())
