# What cannot be compared is a TypeError, told to whoever puts it, and the item is in all the same.
import asyncio


async def main():
    for first, second in [(1, "a"), ("a", 1), (None, 1), (1, None), ({"a": 1}, {"b": 2}), ([1], 1), ([1, "x"], [1, 2])]:
        queue = asyncio.PriorityQueue()
        queue.put_nowait(first)
        try:
            queue.put_nowait(second)
            print("no error", queue)
        except TypeError as e:
            print(type(e).__name__, e, queue.qsize())
    queue = asyncio.PriorityQueue()
    queue.put_nowait([1, "a"])
    queue.put_nowait([2, {"job": 1}])
    try:
        await queue.put([2, {"job": 2}])
    except TypeError as e:
        print(e)
    print(queue)


asyncio.run(main())
