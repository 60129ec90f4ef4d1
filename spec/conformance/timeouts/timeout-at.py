# timeout_at takes a point on the loop's clock: in the future, now, in the past, or none.
import asyncio


async def attempt(label, when, turns=None):
    steps = 0
    try:
        async with asyncio.timeout_at(when) as limit:
            while turns is None or steps < turns:
                steps += 1
                await asyncio.sleep(0.001)
            print(label, "finished")
    except TimeoutError:
        print(label, "timed out")
    print(label, limit.when() == when, limit.expired())


async def main():
    loop = asyncio.get_running_loop()
    await attempt("soon", loop.time() + 0.02)
    await attempt("far", loop.time() + 60, 2)
    await attempt("now", loop.time())
    await attempt("past", loop.time() - 60)
    await attempt("past, no wait", loop.time() - 60, 0)
    await attempt("none", None, 3)

    deadline = loop.time() + 0.02
    for attempt_number in range(2):
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(10)
        except TimeoutError:
            print("attempt", attempt_number, "hit the common deadline")
    print(asyncio.timeout_at(123.5))


asyncio.run(main())
