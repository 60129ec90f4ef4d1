# What a task waits for stands in its repr, with the callback by which it will be woken.
# conformance: mask lines
import asyncio


async def wait_on(awaitable):
    return await awaitable


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(wait_on(future), name="on a future")
    await asyncio.sleep(0)
    print(task)
    print(future)
    outer = asyncio.create_task(wait_on(task), name="on a task")
    await asyncio.sleep(0)
    print(outer)
    print(task)
    future.set_result("x")
    print(task)
    print(future)
    await outer
    print(task, outer)

    event = asyncio.Event()
    task = asyncio.create_task(event.wait(), name="on an event")
    await asyncio.sleep(0)
    print(task)
    task.cancel()
    print(task)
    await asyncio.wait([task])
    print(task)

    task = asyncio.create_task(asyncio.sleep(100), name="asleep")
    await asyncio.sleep(0)
    print(task)
    task.cancel()


asyncio.run(main())
