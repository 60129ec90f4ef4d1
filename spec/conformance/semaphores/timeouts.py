# Time limits around acquire: what is given up is no place lost.
import asyncio


async def user(name, semaphore, limit, log):
    try:
        async with asyncio.timeout(limit):
            await semaphore.acquire()
    except TimeoutError:
        log.append(f"{name} gave up")
        return
    log.append(f"{name} in")
    await asyncio.sleep(0.01)
    semaphore.release()
    log.append(f"{name} out")


async def main():
    semaphore = asyncio.Semaphore(1)
    log = []
    limits = [1, 0.005, 0.015, 0.0175, 1]
    await asyncio.gather(*[user(f"u{i}", semaphore, limits[i], log) for i in range(5)])
    print(log)
    print(semaphore)
    try:
        await asyncio.wait_for(semaphore.acquire(), 0)
    except TimeoutError:
        print("a limit of 0 is too short even for a free one")
    print(semaphore)


asyncio.run(main())
