import asyncio


async def level(n):
    try:
        if n == 0:
            await asyncio.sleep(10)
        else:
            await level(n - 1)
    except asyncio.CancelledError as e:
        print("level", n, "sees", repr(e))
        await asyncio.sleep(0)
        print("level", n, "has waited")
        raise
    finally:
        print("level", n, "is left")


async def converts(n):
    try:
        await level(n)
    except asyncio.CancelledError:
        raise ValueError("converted")


async def recovers():
    for attempt in range(3):
        try:
            await level(0)
        except asyncio.CancelledError:
            print("attempt", attempt, "was cancelled, uncancel:", asyncio.current_task().uncancel())
    return "gave up by itself"


async def main():
    task = asyncio.create_task(level(3))
    await asyncio.sleep(0)
    task.cancel("deep")
    await asyncio.wait([task])
    print(task.cancelled())

    task = asyncio.create_task(converts(1))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), repr(task.exception()), repr(task.exception().__context__))

    task = asyncio.create_task(recovers())
    for _ in range(3):
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    print(await task, task.cancelling())


asyncio.run(main())
