# A TaskGroup waits for all that was started in it, what is started late too.
import asyncio


async def work(name, turns):
    for turn in range(turns):
        print(name, turn)
        await asyncio.sleep(0)
    return name * 2


async def parent(group, name):
    print(name, "starts a child")
    child = group.create_task(work(name + "'s child", 2))
    await asyncio.sleep(0)
    return child


async def main():
    async with asyncio.TaskGroup() as group:
        print(group)
        first = group.create_task(work("a", 2), name="first")
        second = group.create_task(work("b", 1))
        third = group.create_task(parent(group, "p"))
        print(group, first.get_name())
        print("body ends")
    print(group)
    print(first.result(), second.result(), third.result().result())
    print(first.done(), asyncio.current_task().cancelling())

    async with asyncio.TaskGroup() as group:
        print("nothing to do")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work("awaited", 1))
        print(await task)


asyncio.run(main())
