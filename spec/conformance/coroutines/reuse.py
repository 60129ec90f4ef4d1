import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x


async def main():
    c = work(1)
    print("first await:", await c)
    try:
        await c
    except RuntimeError as e:
        print("second await:", repr(e))

    c = work(2)
    task = asyncio.create_task(c)
    print("as a task:", await task)
    print("the task again:", await task)
    try:
        await c
    except RuntimeError as e:
        print("the coroutine again:", repr(e))

    again = asyncio.create_task(c)
    try:
        await again
    except RuntimeError as e:
        print("a second task of it:", repr(e))
    print("still a coroutine:", asyncio.iscoroutine(c))


asyncio.run(main())
