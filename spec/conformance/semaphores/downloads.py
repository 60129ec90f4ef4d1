# Downloads with retries through a semaphore; one fails for good, and the group cancels the rest.
import asyncio


async def fetch(name, i, semaphore, log):
    for k in range(3):
        async with semaphore:
            log.append(f"{name} {k}")
            await asyncio.sleep(0.004 * (i + 1))
            if i == 3 and k == 1:
                raise ConnectionError(f"{name} is gone")
            if i % 2 == 0 or k == 2:
                break_now = True
            else:
                break_now = False
        if break_now:
            return k
        await asyncio.sleep(0.002)
    return -1


async def main():
    semaphore = asyncio.Semaphore(2)
    log = []
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(5):
                tasks.append(group.create_task(fetch(f"f{i}", i, semaphore, log)))
    except ExceptionGroup as e:
        print(repr(e))
    print(log)
    print([task.cancelled() for task in tasks])
    print(semaphore)


asyncio.run(main())
