import asyncio


async def worker(name, future):
    try:
        await future
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        await asyncio.sleep(0)
        print(name, "left")


async def canceller(name, victim):
    print(name, "cancels", victim.get_name(), victim.cancel(name))


async def main():
    loop = asyncio.get_running_loop()
    print("--- in the order of the calls, not of the tasks")
    tasks = [asyncio.create_task(worker(n, loop.create_future()), name=n) for n in "abcd"]
    await asyncio.sleep(0)
    for i in (2, 0, 3, 1):
        tasks[i].cancel()
    loop.call_soon(print, "a callback after the cancellations")
    await asyncio.wait(tasks)

    print("--- in the very iteration of its first step")
    victim = asyncio.create_task(worker("early", loop.create_future()), name="early")
    await asyncio.create_task(canceller("follower", victim))
    await asyncio.wait([victim])

    victim_future = loop.create_future()
    first = asyncio.create_task(asyncio.sleep(0))
    killer = None

    async def kill():
        canceller_task = asyncio.create_task(canceller("inner", victim))
        await canceller_task

    victim = asyncio.create_task(worker("late", victim_future), name="late")
    killer = asyncio.create_task(kill())
    await first
    await killer
    await asyncio.wait([victim])

    print("--- from a callback, which runs between two steps")
    victim = asyncio.create_task(worker("called", loop.create_future()), name="called")
    loop.call_soon(victim.cancel, "by a callback")
    await asyncio.wait([victim])
    print(victim.cancelled())

    print("--- from its own callback: too late")
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    done.add_done_callback(lambda t: print("cancel:", t.cancel(), t.result()))
    await done
    await asyncio.sleep(0)


asyncio.run(main())
