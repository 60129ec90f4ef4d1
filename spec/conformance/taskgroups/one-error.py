# One child fails: its siblings and the body are cancelled, and the group raises an ExceptionGroup.
import asyncio


log = []


async def worker(name):
    try:
        print(name, "works")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        log.append(name + " cancelled " + repr(e))  # in the order of a Python set
        await asyncio.sleep(0)
        log.append(name + " tidied up")
        raise


async def fails(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError("it broke")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(worker("one"))
            two = group.create_task(worker("two"))
            group.create_task(fails(2))
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                print("body cancelled", repr(e), group)
                raise
    except ExceptionGroup as e:
        print(repr(e))
        print(str(e))
        print(e.message, len(e.exceptions), repr(e.exceptions[0]))
    print(sorted(log))
    print(one.cancelled(), two.cancelled(), asyncio.current_task().cancelling())

    try:
        async with asyncio.TaskGroup() as group:
            never = group.create_task(worker("never starts"))
            group.create_task(fails(0))
            print("body has left already")
    except ExceptionGroup as e:
        print(sorted(log)[:2])
        print(repr(e), never.cancelled())


asyncio.run(main())
