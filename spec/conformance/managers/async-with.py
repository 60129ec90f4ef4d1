# async with: what __aexit__ is given, who swallows what, and the order of several managers.
import asyncio


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.name)
        return self.name.upper()

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("exit", self.name, None if kind is None else kind.__name__, repr(error), traceback is None)
        return self.swallow


class Broken(Manager):
    async def __aenter__(self):
        raise LookupError("cannot enter " + self.name)


async def main():
    async with Manager("a") as a:
        print("body", a)

    async with Manager("b") as b, Manager("c") as c:
        print("body", b, c)

    async with Manager("d", swallow=True):
        raise ValueError("swallowed")
    print("goes on")

    try:
        async with Manager("e"), Manager("f"):
            raise ValueError("passed on")
    except ValueError as e:
        print(repr(e))

    async with Manager("g", swallow=True), Manager("h"):
        raise RuntimeError("swallowed by the outer one")

    try:
        async with Manager("i"), Broken("j"):
            print("never")
    except LookupError as e:
        print(repr(e))

    try:
        async with 3:
            print("never")
    except TypeError as e:
        print(e)


asyncio.run(main())
