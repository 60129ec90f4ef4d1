# An executor by name and the default one; what the future is before and after.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def square(x):
    return x * x


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        future = loop.run_in_executor(pool, square, 7)
        print(asyncio.isfuture(future), future)
        print(await future, future)
        futures = [loop.run_in_executor(pool, square, i) for i in range(5)]
        print(await asyncio.gather(*futures))
    print(await loop.run_in_executor(None, square, 8))
    own = ThreadPoolExecutor(1)
    loop.set_default_executor(own)
    print(await loop.run_in_executor(None, square, 9))
    print(await asyncio.to_thread(square, 10))
    try:
        loop.set_default_executor("not one")
    except TypeError as e:
        print("TypeError:", str(e)[:44])


asyncio.run(main())
