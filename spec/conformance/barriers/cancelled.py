# One of those who wait is cancelled: the barrier stays as it is, and takes another one.
import asyncio


async def comer(name, barrier):
    try:
        return f"{name} {await barrier.wait()}"
    except asyncio.CancelledError:
        return f"{name} cancelled"


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(comer(name, barrier)) for name in "ab"]
    await asyncio.sleep(0)
    print(barrier)
    tasks[0].cancel()
    await asyncio.sleep(0)
    print(barrier, barrier.n_waiting)
    tasks.extend([asyncio.create_task(comer(name, barrier)) for name in "cd"])
    await asyncio.sleep(0)
    print(barrier)
    tasks[2].cancel()
    print(await asyncio.gather(*tasks))
    print(barrier)
    for k in range(5):
        barrier = asyncio.Barrier(2)
        tasks = [asyncio.create_task(comer(name, barrier)) for name in "xy"]
        for _ in range(k):
            await asyncio.sleep(0)
        tasks[1].cancel()
        done, pending = await asyncio.wait(tasks, timeout=0.001)
        print(k, len(list(done)), len(list(pending)), barrier)
        for task in pending:
            task.cancel()
        print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
