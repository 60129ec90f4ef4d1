# A timeout belongs to a task, is entered once, and is moved only while its body runs.
import asyncio


def attempt(label, action):
    try:
        print(label, "->", action())
    except Exception as e:
        print(label, "!!", repr(e))


async def enter(limit):
    async with limit:
        pass
    return "entered"


async def attempt_async(label, awaitable):
    try:
        print(label, "->", await awaitable)
    except Exception as e:
        print(label, "!!", repr(e))


async def main():
    limit = asyncio.timeout(5)
    attempt("reschedule before", lambda: limit.reschedule(1))
    await attempt_async("enter", enter(limit))
    await attempt_async("enter again", enter(limit))
    attempt("reschedule after", lambda: limit.reschedule(1))
    attempt("when", lambda: limit.when() > 0)

    late = asyncio.timeout(0)
    try:
        async with late:
            await asyncio.sleep(1)
    except TimeoutError:
        attempt("reschedule expired", lambda: late.reschedule(1))
        await attempt_async("enter expired", enter(late))

    async with asyncio.timeout(5) as active:
        await attempt_async("enter active", enter(active))
    outcome = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(lambda: attempt("current task in a callback", asyncio.current_task))
    asyncio.get_running_loop().call_soon(outcome.set_result, None)
    await outcome


asyncio.run(main())
