# An executor of one's own, which runs functions at once, and a loop that uses it.
import asyncio
from concurrent.futures import Future, ThreadPoolExecutor


class Immediate(ThreadPoolExecutor):
    def submit(self, fn, /, *args):
        print("submit", fn.__name__, list(args))
        future = Future()
        try:
            future.set_result(fn(*args))
        except ValueError as e:
            future.set_exception(e)
        return future

    def shutdown(self, wait=True):
        print("shutdown", wait)


def double(x):
    if x < 0:
        raise ValueError("negative")
    return 2 * x


async def main():
    loop = asyncio.get_running_loop()
    executor = Immediate()
    print(await loop.run_in_executor(executor, double, 1))
    loop.set_default_executor(executor)
    for x in (2, -2):
        try:
            print(await loop.run_in_executor(None, double, x))
        except ValueError as e:
            print(repr(e))
    coro = loop.shutdown_default_executor()
    print(await loop.run_in_executor(None, double, 3))
    await coro


asyncio.run(main())
