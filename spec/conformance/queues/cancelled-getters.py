# Getters that are woken and cancelled: no item is lost, the next in line gets it.
import asyncio


async def getter(name, queue, log):
    log.append(f"{name} got {await queue.get()}")


async def main():
    for kind in ("put, cancel", "cancel, put", "put, put, cancel", "cancel, cancel, put"):
        queue = asyncio.Queue()
        log = []
        tasks = [asyncio.create_task(getter(name, queue, log)) for name in "abc"]
        await asyncio.sleep(0)
        k = 0
        for word in kind.split(", "):
            if word == "put":
                queue.put_nowait(f"item {k}")
            else:
                tasks[k].cancel()
            k += 1
        print(kind, queue)
        for _ in range(3):
            await asyncio.sleep(0)
        print(log, queue, [task.cancelled() for task in tasks])
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        print(queue)


asyncio.run(main())
