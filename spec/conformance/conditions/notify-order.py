# notify(n) wakes the n that wait longest; they go on one after the other, as they get the lock.
import asyncio


async def consumer(name, condition, log):
    async with condition:
        log.append(f"{name} waits")
        result = await condition.wait()
        log.append(f"{name} {result}")
        await asyncio.sleep(0)
        log.append(f"{name} leaves")


async def main():
    condition = asyncio.Condition()
    log = []
    tasks = [asyncio.create_task(consumer(name, condition, log)) for name in "abcdef"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log)
    for n in (2, 0, 1):
        log.clear()
        async with condition:
            condition.notify(n)
            log.append(f"notified {n}")
        for _ in range(8):
            await asyncio.sleep(0)
        print(log)
    log.clear()
    async with condition:
        condition.notify(100)
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(log)
    print(condition)


asyncio.run(main())
