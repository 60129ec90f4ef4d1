import asyncio


async def work(n):
    print("in", asyncio.current_task().get_name())
    await helper()
    await asyncio.sleep(0)
    print("still in", asyncio.current_task().get_name())


async def helper():
    await asyncio.sleep(0)
    print("a plain await is the same task:", asyncio.current_task().get_name())


def callback():
    print("in a callback:", asyncio.current_task())


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(work(n), name=f"w{n}") for n in range(2)]
    print("all:", names(asyncio.all_tasks()))
    loop.call_soon(callback)
    await tasks[0]
    print("all:", names(asyncio.all_tasks()))
    await tasks[1]
    print("all:", names(asyncio.all_tasks(loop)))
    print("current of the loop:", asyncio.current_task(loop) is asyncio.current_task())
    other = asyncio.new_event_loop()
    print("of another loop:", asyncio.current_task(other), asyncio.all_tasks(other))
    waiting = other.create_task(work(9), name="waits")
    print("of another loop:", names(asyncio.all_tasks(other)))
    return other, waiting


for what in (asyncio.current_task, asyncio.all_tasks):
    try:
        what()
    except RuntimeError as e:
        print(repr(e))

other, waiting = asyncio.run(main())
other.run_until_complete(waiting)
print("none left:", asyncio.all_tasks(other))
other.close()
