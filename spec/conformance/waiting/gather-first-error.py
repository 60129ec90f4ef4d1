# Without return_exceptions the first error goes to the caller at once; the other children run on.
import asyncio


async def child(name, turns, error=None):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        if error is not None:
            raise error
        print(name, "ends")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    tasks = [
        asyncio.create_task(child("a", 5)),
        asyncio.create_task(child("b", 2, ValueError("b broke"))),
        asyncio.create_task(child("c", 3, LookupError("c broke too"))),
    ]
    try:
        await asyncio.gather(*tasks)
    except ValueError as e:
        print("caught", repr(e))
    print([t.done() for t in tasks])
    print("a gives", await tasks[0])
    print([t.done() for t in tasks])
    print(repr(tasks[2].exception()))

    group = asyncio.gather(child("d", 1, ValueError("x")), child("e", 9))
    for _ in range(12):
        await asyncio.sleep(0)
    print(group.done(), repr(group.exception()))


asyncio.run(main())
