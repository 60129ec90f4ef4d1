import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("in the task:", repr(e))
        raise


async def outer():
    await work()


async def cancelled_with(*args):
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    task.cancel(*args)
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))
    try:
        task.result()
    except asyncio.CancelledError as e:
        print("result:", repr(e))
    try:
        task.exception()
    except asyncio.CancelledError as e:
        print("exception:", repr(e))
    print(task.cancelled())


async def main():
    await cancelled_with()
    await cancelled_with("a reason")
    await cancelled_with("")

    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    print("twice:", task.cancel("first"), task.cancel("second"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))


asyncio.run(main())
