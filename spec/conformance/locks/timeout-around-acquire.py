# A time limit on taking a lock: who gave up is out of the line, and leaves nothing behind.
import asyncio


async def holder(lock, seconds):
    async with lock:
        await asyncio.sleep(seconds)
    print("holder is out")


async def patient(name, lock, limit):
    try:
        await asyncio.wait_for(lock.acquire(), limit)
    except TimeoutError as e:
        print(name, "gave up:", repr(e))
        return False
    print(name, "has it")
    lock.release()
    return True


async def main():
    lock = asyncio.Lock()
    asyncio.create_task(holder(lock, 0.02))
    await asyncio.sleep(0)
    print(await asyncio.gather(patient("hasty", lock, 0.005), patient("calm", lock, 1), patient("none", lock, 0)))
    try:
        async with asyncio.timeout(0.003):
            async with lock:
                await asyncio.sleep(1)
    except TimeoutError:
        print("timed out inside", lock.locked())
    await lock.acquire()
    try:
        async with asyncio.timeout(0.003):
            async with lock:
                print("never here")
    except TimeoutError:
        print("timed out outside", lock.locked())


asyncio.run(main())
