# Each thread is prepared before its first call; one that cannot be breaks the pool.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def prepare(start):
    global base
    base = start


def add(x):
    return base + x


def fail():
    raise ValueError("not today")


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, initializer=prepare, initargs=(40,)) as pool:
        print(await loop.run_in_executor(pool, add, 2))

    broken = ThreadPoolExecutor(1, "worker", fail)
    futures = [broken.submit(add, x) for x in range(1)]
    for future in futures:
        try:
            await asyncio.wrap_future(future)
        except RuntimeError as e:
            print(type(e).__name__, e)
    try:
        broken.submit(add, 1)
    except RuntimeError as e:
        print(type(e).__name__, e)
    broken.shutdown()


asyncio.run(main())
