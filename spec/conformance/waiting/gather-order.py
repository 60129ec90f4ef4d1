# gather starts its coroutines in order and hands their results back in that order, whoever ends first.
import asyncio

log = []


async def work(name, delay):
    log.append(name + " starts")
    await asyncio.sleep(delay)
    log.append(name + " ends")
    return name.upper()


async def main():
    results = await asyncio.gather(work("slow", 0.03), work("quick", 0), work("medium", 0.01))
    print(results)
    for line in log:
        print(line)

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(work("task", 0))
    future.set_result("was done")
    first, second, third = await asyncio.gather(future, task, work("coroutine", 0))
    print(first, second, third)

    both = await asyncio.gather(asyncio.gather(work("p", 0), work("q", 0)), asyncio.gather(work("r", 0)))
    print(both)


asyncio.run(main())
