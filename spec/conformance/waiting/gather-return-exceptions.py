# With return_exceptions errors are results; a cancelled child is a CancelledError among them.
import asyncio


async def good(x):
    await asyncio.sleep(0)
    return x


async def bad(text):
    await asyncio.sleep(0)
    raise ValueError(text)


async def forever():
    await asyncio.get_running_loop().create_future()


async def main():
    print(await asyncio.gather(good(1), bad("two"), good(3), return_exceptions=True))

    task = asyncio.create_task(forever())
    asyncio.get_running_loop().call_soon(task.cancel, "enough")
    results = await asyncio.gather(task, good(2), return_exceptions=True)
    print(results)
    print(type(results[0]).__name__, task.cancelled())

    failed = asyncio.create_task(bad("early"))
    await asyncio.wait([failed])
    print(await asyncio.gather(failed, good(9), failed, return_exceptions=True))
    print(await asyncio.gather(return_exceptions=True))
    print(await asyncio.gather())


asyncio.run(main())
