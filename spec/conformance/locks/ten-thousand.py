# Ten thousand tasks at one lock, one semaphore, one condition, one event and one barrier.
import asyncio


async def adder(lock, log):
    async with lock:
        log.append(1)


async def counter(semaphore, log):
    async with semaphore:
        log.append(1)
        await asyncio.sleep(0)


async def waiter(event, log):
    await event.wait()
    log.append(1)


async def main():
    n = 10000
    log = []
    lock = asyncio.Lock()
    await asyncio.gather(*[adder(lock, log) for _ in range(n)])
    print(len(log), lock)
    semaphore = asyncio.Semaphore(100)
    await asyncio.gather(*[counter(semaphore, log) for _ in range(n)])
    print(len(log), semaphore)
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, log)) for _ in range(n)]
    await asyncio.sleep(0)
    for i in range(0, n):
        if i % 2 == 0:
            tasks[i].cancel()
    event.set()
    await asyncio.wait(tasks)
    print(len(log), event)
    queue = asyncio.Queue(1)

    async def produce():
        for i in range(n):
            await queue.put(i)
        await queue.put(None)

    producer = asyncio.create_task(produce())
    total = 0
    item = await queue.get()
    while item is not None:
        total += item
        item = await queue.get()
    await producer
    print(total, queue)


asyncio.run(main())
