# run_coroutine_threadsafe within one thread: results, errors, cancellation both ways.
import asyncio


async def work(n):
    await asyncio.sleep(0)
    if n == 0:
        raise ValueError("no zero")
    return 10 // n


async def forever(log):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("cancelled inside")
        raise


async def main():
    loop = asyncio.get_running_loop()
    log = []
    for n in (1, 2, 0):
        future = asyncio.run_coroutine_threadsafe(work(n), loop)
        try:
            print(await asyncio.wrap_future(future), future.done())
        except ValueError as e:
            print(repr(e), future.done(), repr(future.exception()))
    waiting = asyncio.run_coroutine_threadsafe(forever(log), loop)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(waiting.cancel(), waiting.cancelled())
    for _ in range(4):
        await asyncio.sleep(0)
    print(log)
    try:
        asyncio.run_coroutine_threadsafe(3, loop)
    except TypeError as e:
        print("TypeError:", e)


asyncio.run(main())
