# Tuples compare item by item; a tie goes on to the next item, and the shorter one is the lower.
import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    for item in [(2, "b"), (1, "z"), (2, "a"), (1,), (1, "z", 0), (1, "a"), (0.5, "half")]:
        queue.put_nowait(item)
    while not queue.empty():
        print(list(await queue.get()))
    for item in [[3, [2, 1]], [3, [2]], [3, []], [2, [9]], []]:
        queue.put_nowait(item)
    while not queue.empty():
        print(await queue.get())
    for item in ["b", "a", "B", "", "aa", "é", "z"]:
        queue.put_nowait(item)
    while not queue.empty():
        print(repr(await queue.get()))
    for item in [3, True, 2.5, False, -1, 10**10]:
        queue.put_nowait(item)
    while not queue.empty():
        print(await queue.get())


asyncio.run(main())
