import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x


class Counted(asyncio.Task):
    made = 0

    def __init__(self, coro, **kwargs):
        super().__init__(coro, **kwargs)
        Counted.made += 1


def factory(loop, coro, **kwargs):
    print("the factory is asked")
    return Counted(coro, loop=loop, **kwargs)


async def main():
    loop = asyncio.get_running_loop()
    print("at first:", loop.get_task_factory())
    loop.set_task_factory(factory)
    print("set:", loop.get_task_factory() is factory)
    task = asyncio.create_task(work(1))
    print(isinstance(task, Counted), await task)
    named = loop.create_task(work(2), name="mine")
    print(named.get_name(), isinstance(named, Counted), await named)
    print(await asyncio.gather(work(3), work(4)))
    print("made:", Counted.made)

    try:
        loop.set_task_factory("not callable")
    except TypeError as e:
        print("TypeError:", e)
    loop.set_task_factory(None)
    print("taken away:", loop.get_task_factory())
    plain = asyncio.create_task(work(5))
    print(isinstance(plain, Counted), await plain)


asyncio.run(main())
