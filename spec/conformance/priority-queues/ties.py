# Equal priorities come out in the order of heapq, which is not the order in which they went in.
import asyncio


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


async def main():
    queue = asyncio.PriorityQueue()
    for i, name in enumerate("abcdefghij"):
        queue.put_nowait(Job(i % 2, name))
    names = ""
    while not queue.empty():
        names += (await queue.get()).name
    print(names)
    names = ""
    for name in "abcdefgh":
        queue.put_nowait(Job(1, name))
    while not queue.empty():
        names += (await queue.get()).name
    print(names)
    for i in range(20):
        queue.put_nowait(Job(i * 7 % 5, f"{i} "))
        if i % 3 == 2:
            names += (await queue.get()).name
    while not queue.empty():
        names += (await queue.get()).name
    print(names)


asyncio.run(main())
