import asyncio


async def main():
    me = asyncio.current_task()
    print("cancelling:", me.cancelling())
    print("uncancel of nothing:", me.uncancel())

    me.cancel("first")
    print("cancelling:", me.cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print("delivered:", repr(e))
    print("still counted:", me.cancelling())
    await asyncio.sleep(0)
    print("but not delivered again")
    print("uncancel:", me.uncancel(), me.cancelling())

    # Taken back before it is delivered: never delivered.
    me.cancel()
    print("uncancel at once:", me.uncancel())
    await asyncio.sleep(0)
    print("nothing was delivered")

    # Of two, only one is taken back.
    me.cancel("a")
    me.cancel("b")
    print("cancelling:", me.cancelling(), "uncancel:", me.uncancel())
    try:
        await asyncio.sleep(0)
        print("not reached")
    except asyncio.CancelledError as e:
        print("delivered:", repr(e))
    print("uncancel:", me.uncancel(), me.uncancel())
    return "normal end"


async def watch():
    task = asyncio.create_task(main())
    print(await task, task.cancelling(), task.cancelled())


asyncio.run(watch())
