import asyncio


async def careful(name):
    try:
        print(name, "works")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "is cancelled:", repr(e))
        await asyncio.sleep(0)
        print(name, "has cleaned up a bit")
        await asyncio.sleep(0.01)
        print(name, "has cleaned up")
        raise
    finally:
        print(name, "finally")


async def bystander():
    for i in range(3):
        print("  bystander", i)
        await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(careful("task"))
    await asyncio.sleep(0)
    other = asyncio.create_task(bystander())
    task.cancel("stop")
    print("cancelled:", task.cancelled())
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))
    await other

    print("--- cancelled again during the clean-up")
    task = asyncio.create_task(careful("again"))
    await asyncio.sleep(0)
    task.cancel("once")
    await asyncio.sleep(0)
    print("cancelling:", task.cancelling())
    task.cancel("twice")
    print("cancelling:", task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))
    print(task.cancelling(), task.cancelled())


asyncio.run(main())
