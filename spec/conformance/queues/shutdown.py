# shutdown() wakes whoever waits: getters once the queue is empty, putters at once.
import asyncio


async def getter(name, queue):
    try:
        return f"{name} got {await queue.get()}"
    except asyncio.QueueShutDown as e:
        return f"{name} {e!r}"


async def putter(name, queue):
    try:
        await queue.put(name)
        return f"{name} put"
    except asyncio.QueueShutDown as e:
        return f"{name} {e!r}"


async def main():
    for immediate in (False, True):
        queue = asyncio.Queue()
        tasks = [asyncio.create_task(getter(name, queue)) for name in "abc"]
        await asyncio.sleep(0)
        queue.put_nowait("the only item")
        queue.shutdown(immediate)
        print(queue)
        print(await asyncio.gather(*tasks))
        print(await getter("late", queue), await putter("later", queue))
        queue.shutdown(immediate=not immediate)
        print(queue)

        queue = asyncio.Queue(2)
        tasks = [asyncio.create_task(putter(f"p{i}", queue)) for i in range(4)]
        await asyncio.sleep(0)
        queue.shutdown(immediate=immediate)
        print(queue)
        print(await asyncio.gather(*tasks))
        print(queue, await getter("one", queue), await getter("two", queue), await getter("three", queue))


asyncio.run(main())
