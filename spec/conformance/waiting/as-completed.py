# as_completed gives results as they come; with for each item is awaited, with async for it is the task itself.
import asyncio


async def work(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    if name == "bad":
        raise ValueError("bad work")
    return name


async def main():
    for earliest in asyncio.as_completed([work("slow", 6), work("quick", 1), work("medium", 3)]):
        print("for:", await earliest)

    tasks = [asyncio.create_task(work(n, t), name="T-" + n) for n, t in [("slow", 6), ("bad", 1), ("medium", 3)]]
    async for task in asyncio.as_completed(tasks):
        try:
            print("async for:", task.get_name(), task in tasks, task.done(), await task)
        except ValueError as e:
            print("async for:", task.get_name(), repr(e))

    for earliest in asyncio.as_completed([work("bad", 1), work("good", 2)]):
        try:
            print("for:", await earliest)
        except ValueError as e:
            print("for:", repr(e))

    done = asyncio.get_running_loop().create_future()
    done.set_result("done before")
    for earliest in asyncio.as_completed({done}):
        print(await earliest)
    for earliest in asyncio.as_completed([]):
        print("never")
    coroutine = work("once", 1)
    print(len([await c for c in asyncio.as_completed([coroutine, coroutine])]))


asyncio.run(main())
