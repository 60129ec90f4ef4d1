# A comparison that raises, half-way through putting.
import asyncio


class Touchy:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 3 or other.n == 3:
            raise ValueError(f"do not compare {self.n} with {other.n}")
        return self.n < other.n


async def main():
    queue = asyncio.PriorityQueue()
    for n in (5, 3, 1):
        try:
            await queue.put(Touchy(n))
            print("put", n, queue.qsize())
        except ValueError as e:
            print(repr(e), queue.qsize())
    joiner = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    print(joiner.done())
    queue.task_done()
    await asyncio.sleep(0)
    print(joiner.done(), queue.qsize())
    joiner.cancel()


asyncio.run(main())
