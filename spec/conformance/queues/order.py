# Items come out as they went in, getters are served as they came, whoever is woken in vain waits again at the end.
import asyncio


async def getter(name, queue, log):
    for _ in range(2):
        log.append(f"{name}{await queue.get()}")


async def main():
    queue = asyncio.Queue()
    log = []
    tasks = [asyncio.create_task(getter(name, queue, log)) for name in "abc"]
    await asyncio.sleep(0)
    for i in range(4):
        queue.put_nowait(i)
    print("stolen:", queue.get_nowait(), queue.qsize())
    await asyncio.sleep(0)
    print(log, queue)
    for i in range(4, 7):
        await queue.put(i)
    await asyncio.gather(*tasks)
    print(log)
    print(queue, queue.empty())


asyncio.run(main())
