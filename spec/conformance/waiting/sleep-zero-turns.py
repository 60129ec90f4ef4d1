# sleep(0) gives way exactly once: three tasks take turns, one that awaits something done does not give way.
import asyncio


async def polite(name, turns):
    for turn in range(turns):
        print(name, turn)
        await asyncio.sleep(0)
    print(name, "done")


async def greedy(name):
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    for turn in range(3):
        print(name, turn)
        await done
    print(name, "done")


async def nothing():
    return 1


async def nested(name):
    print(name, await nothing() + await nothing())
    await asyncio.sleep(0)
    print(name, await nothing())


async def main():
    await asyncio.gather(polite("a", 3), greedy("g"), polite("b", 2), nested("n"), polite("c", 1))
    asyncio.get_running_loop().call_soon(print, "callback")
    print("before")
    await asyncio.sleep(0)
    print("after")


asyncio.run(main())
