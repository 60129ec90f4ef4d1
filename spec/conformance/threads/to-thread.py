# Functions with results, with keywords, without either; a coroutine that is lazy.
import asyncio


def add(a, b):
    return a + b


def greet(name, **kw):
    return f"{name}!" if kw.get("shout") else name


def nothing():
    pass


async def main():
    coro = asyncio.to_thread(add, 40, 2)
    print(asyncio.iscoroutine(coro))
    print(await coro)
    print(await asyncio.to_thread(greet, "you", shout=True))
    print(await asyncio.to_thread(greet, "you"))
    print(repr(await asyncio.to_thread(nothing)))
    print(await asyncio.to_thread(sorted, [3, 1, 2]))
    results = await asyncio.gather(*[asyncio.to_thread(add, i, i) for i in range(8)])
    print(results)


asyncio.run(main())
