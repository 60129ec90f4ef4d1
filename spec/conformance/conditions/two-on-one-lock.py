# Two conditions share a lock: a bounded buffer as in the textbooks.
import asyncio


class Buffer:
    def __init__(self, limit):
        self.limit = limit
        self.lock = asyncio.Lock()
        self.not_full = asyncio.Condition(self.lock)
        self.not_empty = asyncio.Condition(self.lock)
        self.items = []

    async def put(self, item):
        async with self.not_full:
            while len(self.items) >= self.limit:
                await self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    async def get(self):
        async with self.not_empty:
            while len(self.items) == 0:
                await self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


async def producer(name, buffer, n):
    for i in range(n):
        await buffer.put(f"{name}{i}")


async def consumer(buffer, n, log):
    for _ in range(n):
        log.append(await buffer.get())
    return n


async def main():
    buffer = Buffer(2)
    log = []
    print(await asyncio.gather(
        producer("a", buffer, 5),
        producer("b", buffer, 4),
        consumer(buffer, 3, log),
        consumer(buffer, 6, log),
    ))
    print(log)
    print(buffer.lock.locked(), len(buffer.items))


asyncio.run(main())
