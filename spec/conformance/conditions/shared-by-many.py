# A read-write lock made of one condition: readers together, writers alone, cancelled ones leave nothing behind.
import asyncio


class ReadWrite:
    def __init__(self):
        self.condition = asyncio.Condition()
        self.readers = 0
        self.writing = False

    async def read(self, name, log):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing)
            self.readers += 1
        try:
            log.append(f"{name} reads with {self.readers}")
            await asyncio.sleep(0)
        finally:
            async with self.condition:
                self.readers -= 1
                self.condition.notify_all()

    async def write(self, name, log):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and self.readers == 0)
            self.writing = True
        try:
            log.append(f"{name} writes")
            await asyncio.sleep(0)
        finally:
            async with self.condition:
                self.writing = False
                self.condition.notify_all()


async def main():
    for k in range(9):
        guard = ReadWrite()
        log = []
        tasks = []
        for i, kind in enumerate("rrwrwwr"):
            if kind == "r":
                tasks.append(asyncio.create_task(guard.read(f"r{i}", log)))
            else:
                tasks.append(asyncio.create_task(guard.write(f"w{i}", log)))
        for _ in range(k):
            await asyncio.sleep(0)
        tasks[1].cancel()
        tasks[2].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print(k, log)
        print(guard.readers, guard.writing, guard.condition.locked(), [task.cancelled() for task in tasks])


asyncio.run(main())
