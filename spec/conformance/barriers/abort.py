# abort() breaks it for who waits and for who comes; reset() mends it.
import asyncio


async def comer(name, barrier):
    try:
        return f"{name} {await barrier.wait()}"
    except asyncio.BrokenBarrierError as e:
        return f"{name} {e!r}"


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(comer(name, barrier)) for name in "ab"]
    await asyncio.sleep(0)
    print(barrier, barrier.n_waiting)
    await barrier.abort()
    print(barrier, barrier.n_waiting, barrier.broken)
    print(await asyncio.gather(*tasks))
    print(await comer("late", barrier))
    await barrier.abort()
    await barrier.reset()
    print(barrier, barrier.broken)
    print(await asyncio.gather(*[comer(name, barrier) for name in "cde"]))
    print(isinstance(asyncio.BrokenBarrierError("x"), RuntimeError))


asyncio.run(main())
