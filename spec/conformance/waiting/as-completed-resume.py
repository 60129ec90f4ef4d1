# One as_completed can be left and taken up again, by the same kind of loop or the other.
import asyncio


async def work(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return name


async def main():
    tasks = [asyncio.create_task(work(n, i * 2), name=n) for i, n in enumerate("abcde")]
    race = asyncio.as_completed(tasks)
    async for task in race:
        print("winner:", task.get_name())
        break
    print([t.done() for t in tasks])
    for earliest in race:
        print("next:", await earliest)
        break
    async for task in race:
        print("rest:", task.get_name(), task.result())
    print([t.done() for t in tasks])
    async for task in race:
        print("never")

    race = iter(asyncio.as_completed([work("x", 1), work("y", 0)]))
    first, second = next(race), next(race)
    print(await second, await first)
    print(next(race, "no more"))

    try:
        asyncio.as_completed(tasks[0])
    except TypeError as e:
        print("TypeError:", e)


asyncio.run(main())
