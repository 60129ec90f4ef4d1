# Executors that are shut down, the default one as well; wrong arguments.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def double(x):
    return 2 * x


async def main():
    loop = asyncio.get_running_loop()
    for max_workers in (0, -3):
        try:
            ThreadPoolExecutor(max_workers)
        except ValueError as e:
            print("ValueError:", e)
    try:
        ThreadPoolExecutor(initializer="x")
    except TypeError as e:
        print("TypeError:", e)

    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(double, i) for i in range(4)]
    pool.shutdown()
    print([f.result() for f in futures])
    pool.shutdown(wait=True)
    for submit in (lambda: pool.submit(double, 1), lambda: loop.run_in_executor(pool, double, 1)):
        try:
            submit()
        except RuntimeError as e:
            print("RuntimeError:", e)

    print(await asyncio.to_thread(double, 21))
    print(await loop.shutdown_default_executor())
    for call in (loop.run_in_executor, lambda _, *args: asyncio.to_thread(*args)):
        try:
            await call(None, double, 1)
        except RuntimeError as e:
            print("RuntimeError:", e)
    await loop.shutdown_default_executor()


asyncio.run(main())

loop = asyncio.new_event_loop()
loop.close()
try:
    loop.run_in_executor(None, double, 1)
except RuntimeError as e:
    print("RuntimeError:", e)
