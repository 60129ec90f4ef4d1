# Four rounds of three: everybody waits for everybody, each time.
import asyncio


async def runner(name, barrier, log):
    for k in range(4):
        index = await barrier.wait()
        log.append(f"{name}{k}:{index}")


async def main():
    barrier = asyncio.Barrier(3)
    log = []
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(*[runner(name, barrier, log) for name in "abc"])
    print(log)
    print(barrier, barrier.n_waiting)
    one = asyncio.Barrier(1)
    print(await one.wait(), await one.wait(), one)
    async with one as index:
        print("inside", index)


asyncio.run(main())
