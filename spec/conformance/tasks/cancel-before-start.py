import asyncio


async def work(name):
    print(name, "never runs")
    try:
        await asyncio.sleep(1)
    finally:
        print(name, "never cleans up")


async def inner():
    print("inner never runs either")


async def main():
    task = asyncio.create_task(work("first"))
    print("cancel:", task.cancel())
    print("not yet:", task.cancelled(), task.done(), task.cancelling())
    print(task)
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))
    print(task.cancelled(), task.done(), task.cancelling())
    print(task)
    print("cancel a finished one:", task.cancel())

    second = asyncio.create_task(work("second"))
    second.add_done_callback(lambda t: print("callback:", t.cancelled()))
    second.cancel("no time")
    await asyncio.sleep(0)
    print("one iteration later:", second.cancelled())
    await asyncio.sleep(0)

    # Its coroutine is used up all the same.
    coroutine = inner()
    third = asyncio.create_task(coroutine)
    third.cancel()
    await asyncio.sleep(0)
    try:
        await coroutine
    except RuntimeError as e:
        print(repr(e))


asyncio.run(main())
