# shutdown() in the same moment as put, get and cancel.
import asyncio


async def getter(name, queue):
    try:
        return f"{name} got {await queue.get()}"
    except asyncio.QueueShutDown:
        return f"{name} shut out"
    except asyncio.CancelledError:
        return f"{name} cancelled"


async def main():
    for kind in ("put shutdown", "put cancel shutdown", "put shutdown cancel", "cancel shutdown", "shutdown cancel", "put put immediate", "put immediate cancel"):
        queue = asyncio.Queue()
        tasks = [asyncio.create_task(getter(name, queue)) for name in "ab"]
        await asyncio.sleep(0)
        for word in kind.split(" "):
            if word == "put":
                queue.put_nowait("x")
            if word == "cancel":
                tasks[0].cancel()
            if word == "shutdown":
                queue.shutdown()
            if word == "immediate":
                queue.shutdown(immediate=True)
        print(kind, queue)
        done, pending = await asyncio.wait(tasks, timeout=0.001)
        print(len(list(pending)), queue)
        for task in pending:
            task.cancel()
        print(await asyncio.gather(*tasks))


asyncio.run(main())
