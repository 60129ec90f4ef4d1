# Cancelled in wait(), it takes the lock first and is told then.
import asyncio


async def waiter(name, condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError as e:
            print(name, "cancelled", repr(e), "locked:", condition.locked())
            raise
        print(name, "notified")


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter("one", condition))
    await asyncio.sleep(0)
    await condition.acquire()
    task.cancel("stop")
    for _ in range(3):
        await asyncio.sleep(0)
    print("still there:", not task.done(), condition)
    task.cancel("stop again")
    await asyncio.sleep(0)
    print("still there:", not task.done(), condition)
    condition.release()
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling(), condition)


asyncio.run(main())
