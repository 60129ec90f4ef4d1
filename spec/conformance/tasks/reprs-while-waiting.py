import asyncio


async def inner(future):
    return await future


async def outer(task):
    return await task


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    a = asyncio.create_task(inner(future), name="a")
    b = asyncio.create_task(outer(a), name="b")
    print(a)
    print(b)
    await asyncio.sleep(0)
    print(a)
    await asyncio.sleep(0)
    print(a)
    print(b)
    print(future)
    a.cancel()
    print(a)
    print(b)
    await asyncio.sleep(0)
    print(a)
    print(b)
    await asyncio.sleep(0)
    print(b)


asyncio.run(main())
