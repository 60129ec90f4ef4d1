# A hundred wait, every third is cancelled at another moment; the rest come through in order.
import asyncio


async def taker(i, lock, log):
    async with lock:
        log.append(i)
        if i % 5 == 0:
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    log = []
    await lock.acquire()
    tasks = [asyncio.create_task(taker(i, lock, log)) for i in range(100)]
    await asyncio.sleep(0)
    print(repr(lock)[-23:])
    for i in range(0, 99):
        if i % 3 == 0 and i < 50:
            tasks[i].cancel()
    print(repr(lock)[-23:])
    await asyncio.sleep(0)
    print(repr(lock)[-22:])
    lock.release()
    for i in range(50, 99):
        if i % 3 == 0:
            tasks[i].cancel()
            await asyncio.sleep(0)
    await asyncio.wait(tasks)
    print(log)
    print(len([task for task in tasks if task.cancelled()]), lock.locked())


asyncio.run(main())
