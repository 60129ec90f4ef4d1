# The holder is cancelled at each of its awaits; who waits gets the lock, unless cancelled as well.
import asyncio


async def holder(lock, log):
    try:
        async with lock:
            log.append("in")
            await asyncio.sleep(0)
            log.append("on")
            await asyncio.sleep(0)
        log.append("out")
        await asyncio.sleep(0)
    finally:
        log.append("end")


async def waiter(lock, log):
    async with lock:
        log.append("waiter")


async def main():
    for k in range(6):
        lock = asyncio.Lock()
        log = []
        first = asyncio.create_task(holder(lock, log))
        second = asyncio.create_task(waiter(lock, log))
        for _ in range(k):
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait([first, second])
        print(k, log, first.cancelled(), second.cancelled(), lock.locked())


asyncio.run(main())
