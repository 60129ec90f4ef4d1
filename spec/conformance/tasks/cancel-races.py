import asyncio


async def wait_for(future, name):
    try:
        print(name, "got", await future)
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e), "future:", future)
        raise


async def outcome(task):
    try:
        await task
        return "finished"
    except asyncio.CancelledError as e:
        return repr(e)


async def main():
    loop = asyncio.get_running_loop()

    print("--- set first, then cancelled before it wakes")
    future = loop.create_future()
    task = asyncio.create_task(wait_for(future, "a"))
    await asyncio.sleep(0)
    future.set_result("value")
    print(task.cancel("late"))
    print(await outcome(task))

    print("--- cancelled first: the future cannot be set any more")
    future = loop.create_future()
    task = asyncio.create_task(wait_for(future, "b"))
    await asyncio.sleep(0)
    print(task.cancel("early"))
    try:
        future.set_result("value")
    except asyncio.InvalidStateError as e:
        print(repr(e))
    print(await outcome(task))

    print("--- cancelled when its last step is done")
    task = asyncio.create_task(asyncio.sleep(0, "slept"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.done(), task.cancel(), await outcome(task))

    print("--- an error that was on its way is lost")
    future = loop.create_future()
    task = asyncio.create_task(wait_for(future, "c"))
    await asyncio.sleep(0)
    future.set_exception(ValueError("lost"))
    print(task.cancel("over the error"))
    print(await outcome(task))


asyncio.run(main())
