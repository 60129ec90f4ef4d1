# with: the synchronous twin, its body awaiting or not.
import asyncio


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, None if kind is None else kind.__name__, repr(error))
        return self.swallow


async def main():
    with Manager("a") as a:
        print("body", a.name)

    with Manager("b") as b:
        await asyncio.sleep(0)
        print("body", b.name)

    with Manager("c") as c, Manager("d", swallow=True) as d:
        print("body", c.name, d.name)
        raise ValueError("swallowed by d")

    try:
        with Manager("e"):
            await asyncio.sleep(0)
            raise LookupError("passed on")
    except LookupError as e:
        print(repr(e))

    async def sleeper():
        with Manager("f"):
            await asyncio.sleep(10)

    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    task.cancel("enough")
    print(await asyncio.gather(task, return_exceptions=True))

    try:
        with asyncio.Lock():
            print("never")
    except TypeError as e:
        print(e)


asyncio.run(main())
