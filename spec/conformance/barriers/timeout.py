# A time limit on a barrier that never fills.
import asyncio


async def comer(name, barrier, limit):
    try:
        async with asyncio.timeout(limit):
            async with barrier as position:
                return f"{name} at {position}"
    except TimeoutError:
        return f"{name} timed out"
    except asyncio.BrokenBarrierError as e:
        return f"{name} {e}"


async def main():
    barrier = asyncio.Barrier(3)
    print(await asyncio.gather(comer("a", barrier, 0.001), comer("b", barrier, 0.002)))
    print(barrier)
    loop = asyncio.get_running_loop()
    loop.call_later(0.001, lambda: asyncio.create_task(barrier.abort()))
    print(await asyncio.gather(comer("c", barrier, 1), comer("d", barrier, 1)))
    print(barrier)


asyncio.run(main())
