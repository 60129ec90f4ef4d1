import asyncio


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n + 1


async def consume(name, countdown):
    async for i in countdown:
        print(name, i)
    print(name, "is through")


async def fails():
    for i in range(5):
        yield i
        if i == 1:
            raise ValueError("no more")


async def squares(source):
    async for i in source:
        await asyncio.sleep(0)
        yield i * i


async def main():
    await consume("alone", Countdown(3))
    shared = Countdown(4)
    await asyncio.gather(consume("a", shared), consume("b", shared))
    try:
        async for i in squares(fails()):
            print("square", i)
    except ValueError as e:
        print(repr(e))
    print([i async for i in squares(Countdown(4))])

    task = asyncio.create_task(consume("cancelled", Countdown(3)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
