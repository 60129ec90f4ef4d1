# A timeout can be moved while its body runs, into the future, into the past, or away.
import asyncio


async def main():
    loop = asyncio.get_running_loop()

    async with asyncio.timeout(0.01) as limit:
        limit.reschedule(None)
        print(limit.when(), limit)
        await asyncio.sleep(0.02)
    print("away:", limit.expired())

    async with asyncio.timeout(0.01) as limit:
        limit.reschedule(loop.time() + 5)
        await asyncio.sleep(0.02)
    print("later:", limit.expired())

    try:
        async with asyncio.timeout(None) as limit:
            deadline = loop.time() + 0.01
            limit.reschedule(deadline)
            print(limit.when() == deadline)
            await asyncio.sleep(10)
    except TimeoutError:
        print("sooner:", limit.expired())

    try:
        async with asyncio.timeout(5) as limit:
            limit.reschedule(loop.time() - 1)
            print("past:", limit.expired())
            await asyncio.sleep(0)
            print("never")
            await asyncio.sleep(10)
    except TimeoutError:
        print("past:", limit.expired())

    try:
        limit.reschedule(None)
    except RuntimeError as e:
        print("RuntimeError:", e)


asyncio.run(main())
