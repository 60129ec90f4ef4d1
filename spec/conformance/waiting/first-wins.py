# The first answer wins; the losers are cancelled and waited for.
import asyncio


async def server(name, turns, fails=False):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        if fails:
            raise ConnectionError(name + " is down")
        return "answer of " + name
    except asyncio.CancelledError:
        print(name, "is told to stop")
        raise


async def first_answer(*coroutines):
    pending = {asyncio.ensure_future(c) for c in coroutines}
    errors = []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
                errors.append(task.exception())
        raise ExceptionGroup("nobody answered", errors)
    finally:
        for task in pending:
            task.cancel()
        results = await asyncio.gather(*pending, return_exceptions=True)
        print("losers:", results)


async def main():
    print(await first_answer(server("slow", 9), server("quick", 2)))
    print(await first_answer(server("broken", 1, True), server("slow", 4)))
    try:
        await first_answer(server("a", 1, True), server("b", 6, True))
    except ExceptionGroup as e:
        print(repr(e))
    try:
        await asyncio.wait_for(first_answer(server("never", 100000)), 0.01)
    except TimeoutError as e:
        print(repr(e))


asyncio.run(main())
