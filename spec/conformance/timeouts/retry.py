# A flaky call, tried again, each time with a limit of its own, under one limit for the whole.
import asyncio


class Flaky:
    def __init__(self, *plan):
        self.plan = list(plan)
        self.calls = 0

    async def call(self):
        self.calls += 1
        step = self.plan.pop(0)
        if step == "hang":
            await asyncio.sleep(100)
        await asyncio.sleep(0)
        if step == "fail":
            raise ConnectionError("call %d failed" % self.calls)
        return step


async def retry(action, limits):
    for attempt, limit in enumerate(limits, 1):
        try:
            async with asyncio.timeout(limit):
                return await action()
        except (TimeoutError, ConnectionError) as e:
            print("attempt", attempt, repr(e))
            if attempt == len(limits):
                raise
            await asyncio.sleep(0)


async def attempt(flaky, *limits, whole=60):
    try:
        async with asyncio.timeout(whole) as limit:
            print("->", await retry(flaky.call, limits), flaky.calls)
    except Exception as e:
        print("!!", repr(e), flaky.calls, limit.expired(), asyncio.current_task().cancelling())


async def main():
    await attempt(Flaky("fine"), 30, 30)
    await attempt(Flaky("fail", "hang", "fine"), 30, 0.01, 30)
    await attempt(Flaky("fail", "fail", "fail"), 30, None, 30)
    await attempt(Flaky("hang", "hang"), 0.01, 0)
    await attempt(Flaky("hang", "hang", "hang"), 30, 30, whole=0.01)


asyncio.run(main())
