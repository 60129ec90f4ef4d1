# Queues print their bounds, what they hold, and who waits.
import asyncio


async def main():
    queue = asyncio.Queue()
    print(repr(queue))
    print(queue)
    await queue.put("it's")
    await queue.put([1, None])
    print(repr(queue))
    print(str(queue).split(" ", 1)[1])
    bounded = asyncio.Queue(maxsize=1)
    print(repr(bounded))
    bounded.put_nowait(1)
    putters = [asyncio.create_task(bounded.put(n)) for n in (2, 3)]
    await asyncio.sleep(0)
    print(repr(bounded))
    print(await bounded.get(), await bounded.get(), await bounded.get())
    print(repr(bounded))
    getter = asyncio.create_task(bounded.get())
    await asyncio.sleep(0)
    print(repr(bounded))
    bounded.put_nowait("x")
    print(await getter, repr(bounded))

    stack, heap = asyncio.LifoQueue(2), asyncio.PriorityQueue(3)
    print(repr(stack), repr(heap))
    for n in (2, 1):
        stack.put_nowait(n)
        heap.put_nowait(n)
    print(repr(stack), repr(heap))
    try:
        stack.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e))
    queue.get_nowait(), queue.get_nowait()
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))
    queue.shutdown()
    try:
        await queue.get()
    except asyncio.QueueShutDown as e:
        print(repr(e), repr(queue))
    await asyncio.gather(*putters)


asyncio.run(main())
