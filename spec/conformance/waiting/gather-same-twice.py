# One awaitable given twice is run once and appears twice.
import asyncio


async def once(name):
    print("running", name)
    await asyncio.sleep(0)
    return [name]


async def main():
    coroutine = once("x")
    a, b, c = await asyncio.gather(coroutine, once("y"), coroutine)
    print(a, b, c, a is c, a is b)

    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, "f")
    print(await asyncio.gather(future, future, future))

    task = asyncio.create_task(once("z"))
    print(await asyncio.gather(task, task))

    empty = asyncio.gather()
    print(empty.done(), await empty, empty.result())


asyncio.run(main())
