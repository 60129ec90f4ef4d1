import asyncio


async def answer():
    return 42


async def chain(n):
    return await answer() if n == 0 else await chain(n - 1)


async def worker(name):
    for i in range(3):
        print(name, i, "before")
        await chain(i)
        print(name, i, "after, nobody else ran")
    await asyncio.sleep(0)
    print(name, "after sleep(0)")
    done = asyncio.get_running_loop().create_future()
    done.set_result("ready")
    print(name, "a done future gives", await done)
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    a = asyncio.create_task(worker("a"))
    b = asyncio.create_task(worker("b"))
    await a
    await b


asyncio.run(main())
