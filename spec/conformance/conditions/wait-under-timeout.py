# wait() under a time limit, as one writes it: whoever times out has the lock again, then leaves.
import asyncio


async def waiter(name, condition, limit, log):
    try:
        async with condition:
            async with asyncio.timeout(limit):
                await condition.wait()
            log.append(f"{name} notified")
    except TimeoutError:
        log.append(f"{name} timed out")


async def main():
    condition = asyncio.Condition()
    log = []
    tasks = [asyncio.create_task(waiter(f"w{i}", condition, 0.015 * (i + 1), log)) for i in range(4)]
    await asyncio.sleep(0.0375)
    log.append("now")
    async with condition:
        await asyncio.sleep(0.015)
        condition.notify()
    await asyncio.gather(*tasks)
    print(log)
    async with condition:
        try:
            await asyncio.wait_for(condition.wait(), 0.001)
        except TimeoutError as e:
            print(repr(e), condition.locked())


asyncio.run(main())
