# One who comes after a release but before the woken one runs has to queue up behind it.
import asyncio


async def taker(name, lock):
    print(name, "wants it, locked:", lock.locked())
    async with lock:
        print(name, "has it")
    print(name, "gave it back")


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    first = asyncio.create_task(taker("first", lock))
    await asyncio.sleep(0)
    lock.release()
    print("released, locked:", lock.locked())
    await taker("main", lock)
    await first
    await lock.acquire()
    second = asyncio.create_task(taker("second", lock))
    third = asyncio.create_task(taker("third", lock))
    await asyncio.sleep(0)
    lock.release()
    second.cancel()
    await taker("main again", lock)
    await asyncio.wait([second, third])
    print(second.cancelled(), third.cancelled(), lock.locked())


asyncio.run(main())
