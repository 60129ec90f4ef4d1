# wait hands back two sets, done and pending; errors stay inside the tasks.
import asyncio


async def work(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    if name == "bad":
        raise ValueError("in " + name)
    return name


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def main():
    tasks = [asyncio.create_task(work(n, i), name=n) for i, n in enumerate(["one", "bad", "three"])]
    done, pending = await asyncio.wait(tasks)
    print(names(done), names(pending), len(done), len(pending))
    for task in tasks:
        print(task.get_name(), task in done, repr(task.exception()))

    again, rest = await asyncio.wait(done)
    print(names(again), names(rest))

    twice = asyncio.create_task(work("twice", 1), name="twice")
    done, pending = await asyncio.wait([twice, twice, twice])
    print(names(done), len(pending))

    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, future.set_result, 5)
    done, pending = await asyncio.wait({future})
    print(done.pop() is future, future.result(), len(done))


asyncio.run(main())
