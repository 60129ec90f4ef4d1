# Eager tasks take a free lock before create_task has returned... if it is free.
import asyncio


async def taker(name, lock, log):
    async with lock:
        log.append(name)
        await asyncio.sleep(0)
    log.append(f"{name} out")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    lock = asyncio.Lock()
    log = []
    tasks = []
    await lock.acquire()
    for name in ("a", "b", "c"):
        tasks.append(asyncio.create_task(taker(name, lock, log)))
    await asyncio.sleep(0)
    log.append("released")
    lock.release()
    await asyncio.gather(*tasks)
    print(log)


asyncio.run(main())
