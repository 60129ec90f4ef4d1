# No more than three at a time, first come, first served.
import asyncio


class Peak:
    def __init__(self):
        self.now = 0
        self.most = 0

    def enter(self):
        self.now += 1
        self.most = max(self.most, self.now)


async def job(i, semaphore, peak, log):
    async with semaphore:
        peak.enter()
        log.append(i)
        for _ in range(i % 3 + 1):
            await asyncio.sleep(0)
        peak.now -= 1
    return i


async def main():
    semaphore = asyncio.Semaphore(3)
    peak = Peak()
    log = []
    print(await asyncio.gather(*[job(i, semaphore, peak, log) for i in range(12)]))
    print(log, peak.most, peak.now)
    print(semaphore, semaphore.locked())


asyncio.run(main())
