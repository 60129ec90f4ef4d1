import asyncio
import math


def attempt(what, f):
    try:
        f()
        print(what, "is fine")
    except Exception as e:
        print(what, type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    # A month, a million years: neither is due at once.
    handles = [loop.call_later(delay, print, "never", delay) for delay in (30 * 86400, 1e9, 3e13)]
    task = asyncio.create_task(asyncio.sleep(1e10))
    await asyncio.sleep(0.01)
    print("still waiting:", task.done(), [h.cancelled() for h in handles])
    task.cancel()
    for handle in handles:
        handle.cancel()

    attempt("call_at(None)", lambda: loop.call_at(None, print))
    attempt("call_later(None)", lambda: loop.call_later(None, print))
    try:
        await asyncio.sleep(math.nan)
    except ValueError as e:
        print(type(e).__name__, e)
    print("sleep(-1):", await asyncio.sleep(-1, "at once"))
    print("sleep(0.0001):", await asyncio.sleep(0.0001, {"any": "result"}))

    print("--- a tiny delay is no call_soon")
    loop.call_later(1e-9, print, "tiny")
    loop.call_soon(print, "soon")
    await asyncio.sleep(0)
    print("one iteration later")
    await asyncio.sleep(0.001)

    print("--- the same handle may be cancelled while its iteration runs")
    later = []
    loop.call_soon(lambda: (print("first"), later[0].cancel()))
    later.append(loop.call_soon(print, "never printed"))
    await asyncio.sleep(0)
    print(later[0])


asyncio.run(main())
