# Whoever waits longest comes next, however often others release and come again.
import asyncio


async def worker(name, lock, rounds):
    for i in range(rounds):
        await lock.acquire()
        print(f"{name}{i} in", lock.locked())
        await asyncio.sleep(0)
        print(f"{name}{i} out")
        lock.release()


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[worker(name, lock, 3) for name in "abc"])
    print(lock.locked())


asyncio.run(main())
