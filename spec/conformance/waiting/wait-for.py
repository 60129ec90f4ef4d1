# wait_for: a result in time, a timeout, no timeout at all, and a deadline that has passed before it began.
import asyncio


async def work(name, delay):
    print(name, "starts")
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    finally:
        print(name, "leaves")


async def attempt(awaitable, timeout):
    try:
        print("->", repr(await asyncio.wait_for(awaitable, timeout)))
    except TimeoutError as e:
        print("!!", repr(e), isinstance(e, asyncio.TimeoutError))


async def main():
    await attempt(work("in time", 0), 1)
    await attempt(work("late", 10), 0.01)
    await attempt(work("no limit", 0.01), None)
    await attempt(work("zero", 0), 0)
    await attempt(work("negative", 0), -1)

    finished = asyncio.create_task(work("finished", 0))
    await asyncio.wait([finished])
    await attempt(finished, 0)
    await attempt(finished, -5)
    running = asyncio.create_task(work("running", 10))
    await asyncio.sleep(0)
    await attempt(running, 0)
    print(running.cancelled())
    print(await asyncio.wait_for(asyncio.sleep(0, "keyword"), timeout=1))


asyncio.run(main())
