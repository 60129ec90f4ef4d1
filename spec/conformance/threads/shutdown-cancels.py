# shutdown(cancel_futures=True): what has not begun is cancelled, what runs is waited for.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def double(x):
    return 2 * x


async def main():
    pool = ThreadPoolExecutor(1)
    futures = [pool.submit(double, i) for i in range(3)]
    for future in futures:
        print(await asyncio.wrap_future(future))
    pool.shutdown(wait=True, cancel_futures=True)
    try:
        pool.submit(double, 1)
    except RuntimeError as e:
        print(repr(e))
    pool.shutdown()
    pool.shutdown(wait=False)
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(pool, double, 1)
    except RuntimeError as e:
        print(repr(e))
    other = ThreadPoolExecutor(max_workers=2)
    results = await asyncio.gather(*[loop.run_in_executor(other, double, i) for i in range(5)])
    print(results)
    other.shutdown()


asyncio.run(main())
