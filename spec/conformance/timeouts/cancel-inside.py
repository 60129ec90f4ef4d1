# A cancellation from outside passes through a timeout as it is; one that is swallowed does not hide the timeout.
import asyncio


async def body(name, delay):
    try:
        async with asyncio.timeout(delay) as limit:
            await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e), limit.expired(), asyncio.current_task().cancelling())
        raise
    except TimeoutError as e:
        print(name, "timed out", repr(e), asyncio.current_task().cancelling())
        return "late"


async def swallow():
    async with asyncio.timeout(0.01) as limit:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", limit.expired(), limit)
    print("after", limit.expired(), asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    return "went on"


async def other_error():
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise ValueError("instead")
    except ValueError as e:
        return repr(e), asyncio.current_task().cancelling()


async def main():
    task = asyncio.create_task(body("outside", 5))
    await asyncio.sleep(0)
    task.cancel("from outside")
    print(await asyncio.gather(task, return_exceptions=True))
    print(await asyncio.create_task(body("timed", 0.01)))
    task = asyncio.create_task(body("early", 0))
    task.cancel("before the first step")
    print(await asyncio.gather(task, return_exceptions=True))
    print(await asyncio.create_task(swallow()))
    print(await asyncio.create_task(other_error()))


asyncio.run(main())
