import asyncio


async def work():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


async def main():
    print("main:", asyncio.current_task().get_name())
    a = asyncio.create_task(work())
    b = asyncio.create_task(work(), name="chosen")
    c = asyncio.ensure_future(work())
    d = asyncio.create_task(work(), name=7)
    print([t.get_name() for t in (a, b, c, d)])
    a.set_name("renamed")
    b.set_name(3.5)
    print([await t for t in (a, b, c, d)])
    print(a.get_name(), b.get_name())

    coroutine = work()
    task = asyncio.get_running_loop().create_task(coroutine, name="by the loop")
    print(task.get_name(), task.get_coro() is coroutine, task.get_loop() is asyncio.get_running_loop())
    print(await task, task.get_coro() is coroutine)
    print(task)


asyncio.run(main())
