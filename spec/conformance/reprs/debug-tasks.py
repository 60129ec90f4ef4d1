# In debug mode all works as without it, and what is printed says so.
import asyncio


async def child(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    if name == "bad":
        raise ValueError(name)
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    print(loop.get_debug(), repr(loop)[repr(loop).index(" "):])
    print(await asyncio.gather(child("a", 2), child("b", 1)))
    task = asyncio.create_task(child("c", 3), name="c")
    print(repr(task).startswith("<Task pending name='c' coro=<child() running at "), " created at " in repr(task))
    await asyncio.sleep(0)
    print(" wait_for=" in repr(task))
    task.cancel("stop")
    print(repr(task).split(" name=")[0])
    try:
        await task
    except asyncio.CancelledError as e:
        print(repr(e), repr(task).split(" name=")[0])
    future = loop.create_future()
    print(repr(future).split(" created at")[0], " created at " in repr(future))
    future.set_exception(LookupError("l"))
    print(repr(future.exception()), repr(future).split(" created at")[0])
    handle = loop.call_soon(print, "never")
    handle.cancel()
    print(handle.cancelled(), repr(handle).startswith("<Handle cancelled "))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError as e:
        print(repr(e))
    try:
        loop.call_soon(child)
    except TypeError as e:
        print("TypeError", str(e).split(" ")[:4])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child("bad", 1))
            group.create_task(child("good", 5))
    except ExceptionGroup as e:
        print(repr(e))


asyncio.run(main(), debug=True)
