# timeout: a body in time, a body that is late, no limit, and what a timeout prints on the way.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(5) as limit:
        print(type(limit).__name__, limit.expired(), limit.when() > loop.time())
        print(await asyncio.sleep(0, "in time"))
    print(limit.expired())

    limit = asyncio.timeout(0.01)
    print(limit, limit.when() > loop.time(), limit.expired())
    try:
        async with limit:
            try:
                await asyncio.sleep(10)
                print("never")
            except asyncio.CancelledError as e:
                print("inside:", repr(e), limit.expired())
                raise
    except TimeoutError as e:
        print("outside:", repr(e), repr(e.__cause__), limit.expired())
    print(limit, limit.when() is not None, asyncio.current_task().cancelling())

    async with asyncio.timeout(None) as limit:
        print(limit.when(), limit)
        await asyncio.sleep(0)
    print(limit)

    try:
        async with asyncio.timeout(5) as limit:
            raise ValueError("of its own")
    except ValueError as e:
        print(repr(e), limit.expired(), limit)


asyncio.run(main())
