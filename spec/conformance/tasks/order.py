import asyncio


async def worker(name, steps):
    print(name, "starts")
    for i in range(steps):
        await asyncio.sleep(0)
        print(name, i)
    print(name, "ends")


async def parent():
    print("parent starts")
    child = asyncio.create_task(worker("child", 2))
    print("parent made a child, which has not started")
    await asyncio.sleep(0)
    print("parent again")
    await child
    print("parent ends")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback before the tasks")
    tasks = [asyncio.create_task(worker("a", 3)), asyncio.create_task(parent())]
    loop.call_soon(print, "callback between the tasks")
    tasks.append(asyncio.create_task(worker("b", 1)))
    print("main has made them all")
    for task in tasks:
        await task
        print("main goes on")


asyncio.run(main())
