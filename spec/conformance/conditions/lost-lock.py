# The lock is away when wait() wants it back: the waiting goes on until it is free.
import asyncio


async def waiter(condition, log):
    async with condition:
        log.append("waits")
        await condition.wait()
        log.append("has it again")


async def main():
    condition = asyncio.Condition()
    log = []
    task = asyncio.create_task(waiter(condition, log))
    await asyncio.sleep(0)
    await condition.acquire()
    condition.notify()
    for i in range(3):
        await asyncio.sleep(0)
        log.append(i)
    print(condition)
    third = asyncio.create_task(condition.acquire())
    await asyncio.sleep(0)
    print(condition, third.done())
    condition.release()
    await task
    log.append("task is done")
    await third
    print(log, condition)
    condition.release()


asyncio.run(main())
