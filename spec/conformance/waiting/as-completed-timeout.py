# The timeout of as_completed counts for the whole; what was not ready in time is not cancelled.
import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    late = asyncio.create_task(work("late", 10))
    try:
        for earliest in asyncio.as_completed([work("early", 0), late, work("soon", 0)], timeout=0.2):
            print("for:", await earliest)
    except TimeoutError as e:
        print(repr(e), late.done())

    try:
        async for task in asyncio.as_completed([asyncio.create_task(work("early", 0)), late], timeout=0.2):
            print("async for:", await task)
    except TimeoutError as e:
        print(repr(e), late.done())

    items = [c for c in asyncio.as_completed([late, asyncio.create_task(work("one", 0))], timeout=0.1)]
    for item in items:
        try:
            print("item:", await item)
        except TimeoutError as e:
            print("item:", repr(e))
    late.cancel()
    print(await asyncio.gather(late, return_exceptions=True))


asyncio.run(main())
