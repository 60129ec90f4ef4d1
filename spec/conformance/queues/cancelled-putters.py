# Putters that are woken and cancelled: the room goes to the next in line.
import asyncio


async def putter(name, queue, log):
    await queue.put(name)
    log.append(f"{name} put")


async def main():
    for kind in ("get, cancel", "cancel, get", "get, get, cancel", "cancel, cancel, get"):
        queue = asyncio.Queue(1)
        log = []
        await queue.put("first")
        tasks = [asyncio.create_task(putter(name, queue, log)) for name in "abc"]
        await asyncio.sleep(0)
        k = 0
        for word in kind.split(", "):
            if word == "get" and not queue.empty():
                log.append(queue.get_nowait())
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
        print(queue, queue.full())


asyncio.run(main())
