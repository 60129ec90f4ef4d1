# Nobody overtakes: one who comes while others wait, waits, even if there is room at the moment.
import asyncio


async def taker(name, semaphore, log):
    await semaphore.acquire()
    log.append(name)


async def main():
    semaphore = asyncio.Semaphore(0)
    log = []
    tasks = [asyncio.create_task(taker(name, semaphore, log)) for name in ("a", "b")]
    await asyncio.sleep(0)
    print(semaphore, semaphore.locked())
    semaphore.release()
    print(semaphore, semaphore.locked())
    tasks.append(asyncio.create_task(taker("newcomer", semaphore, log)))
    semaphore.release()
    semaphore.release()
    print(semaphore, semaphore.locked())
    if not semaphore.locked():
        await taker("main", semaphore, log)
    await asyncio.gather(*tasks)
    print(log, semaphore)
    semaphore.release()
    print(semaphore, semaphore.locked())
    await semaphore.acquire()
    print(semaphore, semaphore.locked())


asyncio.run(main())
