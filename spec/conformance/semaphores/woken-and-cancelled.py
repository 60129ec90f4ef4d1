# The place of one that is woken and cancelled is given to the next.
import asyncio


async def taker(name, semaphore, log):
    await semaphore.acquire()
    log.append(name)


async def main():
    for n in (0, 1, 2, 3):
        semaphore = asyncio.Semaphore(0)
        log = []
        tasks = [asyncio.create_task(taker(name, semaphore, log)) for name in "abcd"]
        await asyncio.sleep(0)
        for _ in range(n):
            semaphore.release()
        tasks[0].cancel()
        print(n, semaphore)
        tasks[2].cancel()
        await asyncio.sleep(0)
        print(log, semaphore)
        await asyncio.sleep(0)
        print(log, [task.cancelled() for task in tasks], semaphore)
        tasks[3].cancel()
        await asyncio.sleep(0)
        semaphore.release()
        semaphore.release()
        await asyncio.wait(tasks)
        print(log, semaphore)


asyncio.run(main())
