# What qsize, empty and full say while others wait.
import asyncio


async def main():
    queue = asyncio.Queue(1)
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue.qsize(), queue.empty(), queue.full(), queue)
    queue.put_nowait("x")
    print(queue.qsize(), queue.empty(), queue.full(), queue)
    try:
        queue.put_nowait("y")
    except asyncio.QueueFull as e:
        print(repr(e))
    putter = asyncio.create_task(queue.put("z"))
    await asyncio.sleep(0)
    print(queue.qsize(), queue.empty(), queue.full(), queue)
    print(await getter)
    await putter
    print(queue.qsize(), queue.empty(), queue.full(), queue)
    print(queue.get_nowait(), queue)


asyncio.run(main())
