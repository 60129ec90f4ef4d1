import asyncio


async def leaf():
    try:
        print("leaf waits")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("leaf:", repr(e))
        raise


async def child():
    try:
        await leaf()
    except asyncio.CancelledError as e:
        print("child:", repr(e))
        raise


async def parent(task):
    try:
        await task
    except asyncio.CancelledError as e:
        print("parent:", repr(e), "cancelling:", asyncio.current_task().cancelling())
        raise


async def main():
    print("--- cancelling the parent reaches the child it waits for")
    inner = asyncio.create_task(child())
    outer = asyncio.create_task(parent(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(outer.cancel("from above"), "inner cancelling:", inner.cancelling())
    try:
        await outer
    except asyncio.CancelledError as e:
        print("main:", repr(e))
    print(inner.cancelled(), outer.cancelled())

    print("--- cancelling the child cancels the parent, too")
    inner = asyncio.create_task(child())
    outer = asyncio.create_task(parent(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    inner.cancel("from below")
    try:
        await outer
    except asyncio.CancelledError as e:
        print("main:", repr(e))
    print(inner.cancelled(), outer.cancelled(), outer.cancelling())
    print("main itself:", asyncio.current_task().cancelling())


asyncio.run(main())
