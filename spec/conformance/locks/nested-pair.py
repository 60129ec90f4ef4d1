# Two locks taken in two orders: a deadlock that a time limit resolves.
import asyncio


async def both(name, first, second):
    async with first:
        print(name, "has one")
        await asyncio.sleep(0)
        async with second:
            print(name, "has both")


async def main():
    left, right = asyncio.Lock(), asyncio.Lock()
    a = asyncio.create_task(both("a", left, right))
    b = asyncio.create_task(both("b", right, left))
    done, pending = await asyncio.wait([a, b], timeout=0.005)
    print(len(list(done)), len(list(pending)), left.locked(), right.locked())
    b.cancel()
    print(await asyncio.gather(a, b, return_exceptions=True))
    print(left.locked(), right.locked())
    await both("c", left, right)


asyncio.run(main())
