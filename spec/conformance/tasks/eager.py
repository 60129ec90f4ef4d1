import asyncio


async def work(name):
    print(name, "starts in a task of its own:", asyncio.current_task() is not first)
    await asyncio.sleep(0)
    print(name, "goes on")
    return name


async def main():
    loop = asyncio.get_running_loop()
    global first
    first = asyncio.current_task()
    print("--- lazy")
    task = asyncio.create_task(work("lazy"), name="lazy task")
    print("created")
    await task

    print("--- eager")
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(work("eager"), name="eager task")
    print("created, and it has run to its first await")
    print("back in main:", asyncio.current_task() is first, "done:", task.done())
    print(await task)

    print("--- two eager ones, and a cancelled one")
    a, b = asyncio.create_task(work("a"), name="A"), asyncio.create_task(work("b"), name="B")
    c = asyncio.create_task(work("c"), name="C")
    c.cancel()
    print(await a, await b)
    print(c.cancelled())


asyncio.run(main())
