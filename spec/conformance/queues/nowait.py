# The forms that do not wait, and their errors.
import asyncio


async def main():
    queue = asyncio.Queue(2)
    for i in range(3):
        try:
            queue.put_nowait(i)
            print("put", i, queue.qsize(), queue.full())
        except asyncio.QueueFull as e:
            print(repr(e), str(e) == "", queue.qsize())
    for i in range(3):
        try:
            print("got", queue.get_nowait(), queue.qsize(), queue.empty())
        except asyncio.QueueEmpty as e:
            print(repr(e), isinstance(e, Exception))
    unlimited = asyncio.Queue(-1)
    for i in range(100):
        unlimited.put_nowait(i)
    print(unlimited.full(), unlimited.maxsize, unlimited.qsize())
    for item in (None, False, 0, "", []):
        queue.put_nowait(item)
        print(repr(await queue.get()), repr(queue))
    queue.shutdown()
    for f in (lambda: queue.put_nowait(1), lambda: queue.get_nowait()):
        try:
            f()
        except asyncio.QueueShutDown as e:
            print(repr(e))


asyncio.run(main())
