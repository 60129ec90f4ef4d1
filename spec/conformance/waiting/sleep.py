# What sleep gives back, in which order sleepers wake, and what it refuses.
import asyncio


async def sleeper(name, delay):
    print(name, "goes to sleep")
    woken = await asyncio.sleep(delay, name + " woke up")
    print(woken)
    return delay


async def main():
    print(repr(await asyncio.sleep(0)))
    print(repr(await asyncio.sleep(0, "zero")))
    print(repr(await asyncio.sleep(-1, result=[1, 2])))
    print(repr(await asyncio.sleep(0.001, {"a": None})))

    tasks = [asyncio.create_task(sleeper(n, d)) for n, d in [("c", 0.03), ("a", 0.01), ("b", 0.02), ("z", 0)]]
    for task in tasks:
        print(repr(await task))

    try:
        await asyncio.sleep(float("nan"))
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
