# What has not begun is dropped; what has begun runs on, and nobody hears of it.
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


def blocked(gate, name):
    gate.wait()
    return name


async def begun(future):
    while not future.running():
        await asyncio.sleep(0.001)


async def main():
    gate = threading.Event()
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(1)
    first = pool.submit(blocked, gate, "first")
    second = pool.submit(blocked, gate, "second")
    third = pool.submit(blocked, gate, "third")
    await begun(first)
    print("first:", first.cancel(), first.running(), first.done())
    print("second:", second.cancel(), second.cancelled(), second.done(), second.cancel())
    waiting = asyncio.wrap_future(third)
    task = asyncio.create_task(asyncio.wait_for(waiting, 10))
    await asyncio.sleep(0)
    print("task:", task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled:", repr(e), waiting.cancelled())
    await asyncio.sleep(0)
    print("third:", third.cancelled())

    left = asyncio.wrap_future(first)
    left.cancel()
    await asyncio.sleep(0)
    print("left:", left.cancelled(), first.running())
    gate.set()
    print(await asyncio.wrap_future(first, loop=loop))
    pool.shutdown()
    print([f.cancelled() for f in (first, second, third)])


asyncio.run(main())
