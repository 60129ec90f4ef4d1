import asyncio


async def work():
    return "worked"


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


async def main():
    loop = asyncio.get_running_loop()
    print(attempt(asyncio.create_task, 1))
    print(attempt(asyncio.create_task, None))
    print(attempt(asyncio.create_task, "work"))
    print(attempt(loop.create_task, 2.5))
    print(attempt(asyncio.Task, 1, loop=loop))
    print(await asyncio.create_task(work()))
    print("the loop is still usable")


coroutine = work()
print(attempt(asyncio.create_task, coroutine))
print(attempt(asyncio.get_running_loop))
asyncio.run(main())
coroutine.close()
