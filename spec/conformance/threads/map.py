# Executor.map: in order, the shortest iterable ends it, an error ends it too.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def power(base, exponent):
    if base < 0:
        raise ValueError("negative")
    return base**exponent


async def main():
    with ThreadPoolExecutor(3) as pool:
        for result in pool.map(power, [2, 3, 4, 5], (1, 2, 3)):
            print(result)
        print(list(pool.map(power, [], [])), list(pool.map(power, range(5), [2] * 5, chunksize=2)))
        try:
            for result in pool.map(power, [1, -1, 2], [1, 1, 1], timeout=60):
                print(result)
        except ValueError as e:
            print(repr(e))
    try:
        pool.map(power, [1], [1])
    except RuntimeError as e:
        print("RuntimeError:", e)


asyncio.run(main())
