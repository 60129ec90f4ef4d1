import asyncio


async def work():
    await asyncio.sleep(0)
    return "worked"


def attempt(f, *args, **kwargs):
    try:
        return repr(f(*args, **kwargs))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(work())
    coroutine = work()
    for thing in (future, task, coroutine, 1, None, asyncio.Future, "text"):
        print("isfuture:", asyncio.isfuture(thing))

    print("ensure_future of a future is it:", asyncio.ensure_future(future) is future)
    print("ensure_future of a task is it:", asyncio.ensure_future(task) is task)
    made = asyncio.ensure_future(coroutine)
    print("of a coroutine a task:", isinstance(made, asyncio.Task), made.get_name())
    print("wrap_future of a future is it:", asyncio.wrap_future(future) is future)
    print(attempt(asyncio.ensure_future, 1))
    print(attempt(asyncio.ensure_future, None))

    other = asyncio.new_event_loop()
    print(attempt(asyncio.ensure_future, future, loop=other))
    print("its loop is ours:", future.get_loop() is loop, task.get_loop() is loop)
    other.close()
    print(await task, await made)
    print("issubclass:", issubclass(asyncio.Task, asyncio.Future))


asyncio.run(main())
