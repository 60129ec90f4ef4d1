# One that is notified and cancelled hands the notification on.
import asyncio


async def waiter(name, condition, log):
    async with condition:
        try:
            await condition.wait()
            log.append(f"{name} got it")
        except asyncio.CancelledError:
            log.append(f"{name} cancelled")
            raise


async def main():
    for kind in ("notify, cancel", "cancel, notify", "notify, cancel two", "notify two, cancel one"):
        condition = asyncio.Condition()
        log = []
        tasks = [asyncio.create_task(waiter(name, condition, log)) for name in ("a", "b", "c")]
        await asyncio.sleep(0)
        async with condition:
            if kind == "cancel, notify":
                tasks[0].cancel()
            condition.notify(2 if kind == "notify two, cancel one" else 1)
            if kind != "cancel, notify":
                tasks[0].cancel()
            if kind == "notify, cancel two":
                tasks[1].cancel()
        for _ in range(6):
            await asyncio.sleep(0)
        print(kind, log)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        print(log, condition.locked())


asyncio.run(main())
