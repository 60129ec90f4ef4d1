# Seven come to a barrier of three: two rounds are complete, one waits.
import asyncio


async def comer(name, barrier, log):
    try:
        log.append(f"{name} comes")
        index = await barrier.wait()
        log.append(f"{name} {index}")
    except asyncio.BrokenBarrierError as e:
        log.append(f"{name} {e}")


async def main():
    barrier = asyncio.Barrier(3)
    log = []
    tasks = [asyncio.create_task(comer(name, barrier, log)) for name in "abcdefg"]
    for _ in range(10):
        await asyncio.sleep(0)
        print(barrier.n_waiting, barrier, log)
        log.clear()
    await barrier.reset()
    await asyncio.gather(*tasks)
    print(log, barrier)


asyncio.run(main())
