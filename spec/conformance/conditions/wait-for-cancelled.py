# wait_for cancelled between two questions; under a time limit; and by its own predicate.
import asyncio


async def waiter(condition, log):
    def never():
        log.append("asked")
        return False

    async with condition:
        try:
            await condition.wait_for(never)
        finally:
            log.append(f"left, locked {condition.locked()}")


async def main():
    condition = asyncio.Condition()
    for k in range(5):
        log = []
        task = asyncio.create_task(waiter(condition, log))
        for _ in range(k):
            await asyncio.sleep(0)
        async with condition:
            condition.notify()
        task.cancel()
        await asyncio.wait([task])
        print(k, log, task.cancelled(), condition.locked())
    log = []
    try:
        async with asyncio.timeout(0.002):
            await waiter(condition, log)
    except TimeoutError as e:
        print(repr(e), log, condition.locked())

    async def cancels_itself():
        async with condition:
            await condition.wait_for(lambda: asyncio.current_task().cancel())

    print(await asyncio.gather(asyncio.create_task(cancels_itself()), return_exceptions=True))


asyncio.run(main())
