# Coroutine functions that belong to a class, not to its objects: their names begin with it, that of the class which
# defines them.
# conformance: mask lines
import asyncio


class Shape:
    @staticmethod
    async def draw():
        await asyncio.sleep(0)

    @classmethod
    async def make(cls):
        await asyncio.sleep(0)
        return cls.__name__

    async def area(self):
        return 0


class Square(Shape):
    @staticmethod
    async def draw():
        await Shape.draw()


async def main():
    tasks = [asyncio.create_task(coro) for coro in (Shape.draw(), Square.draw(), Square.make(), Shape().area())]
    for task in tasks:
        print(task)
    print(await asyncio.gather(*tasks))
    for task in tasks:
        print(task.get_coro().__qualname__, task.get_coro().__name__)


asyncio.run(main())
