# reset() with waiters sends them away; who comes meanwhile waits for the next round.
import asyncio


async def comer(name, barrier):
    try:
        return f"{name} {await barrier.wait()}"
    except asyncio.BrokenBarrierError as e:
        return f"{name} {e}"


async def main():
    barrier = asyncio.Barrier(2)
    first = asyncio.create_task(comer("first", barrier))
    await asyncio.sleep(0)
    await barrier.reset()
    print(barrier, barrier.n_waiting)
    second = asyncio.create_task(comer("second", barrier))
    third = asyncio.create_task(comer("third", barrier))
    await asyncio.sleep(0)
    print(barrier, barrier.n_waiting)
    print(await asyncio.gather(first, second, third))
    await barrier.reset()
    print(barrier)


asyncio.run(main())
