import asyncio


async def work():
    try:
        print("work starts, once")
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("work:", repr(e))
        raise


async def short():
    await asyncio.sleep(0)
    return "shared"


async def waiter(name, task):
    try:
        print(name, "got", await task)
    except asyncio.CancelledError as e:
        print(name, "got", repr(e), "cancelling:", asyncio.current_task().cancelling())
        raise


async def main():
    print("--- three waiters of one task")
    task = asyncio.create_task(short())
    waiters = [asyncio.create_task(waiter(name, task)) for name in "abc"]
    for each in waiters:
        await each

    print("--- one of them is cancelled, and takes the task and the others with it")
    task = asyncio.create_task(work())
    waiters = [asyncio.create_task(waiter(name, task)) for name in "abc"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiters[1].cancel("by b")
    for each in waiters:
        try:
            await each
        except asyncio.CancelledError as e:
            print("main:", repr(e))
    print([t.cancelled() for t in (task, *waiters)], [t.cancelling() for t in (task, *waiters)])

    print("--- all of them are cancelled at once")
    task = asyncio.create_task(work())
    waiters = [asyncio.create_task(waiter(name, task)) for name in "abc"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for each in reversed(waiters):
        each.cancel(each.get_name())
    print(task.cancelling())
    await asyncio.wait(waiters)
    print([t.cancelled() for t in (task, *waiters)])


asyncio.run(main())
