# Woken and cancelled in one iteration: the wake-up goes to the next in line.
import asyncio


async def taker(name, lock):
    try:
        await lock.acquire()
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e))
        raise
    print(name, "has it")
    await asyncio.sleep(0)
    lock.release()


async def main():
    for kind in ("release first", "cancel first", "cancel twice"):
        print(kind)
        lock = asyncio.Lock()
        await lock.acquire()
        tasks = [asyncio.create_task(taker(name, lock)) for name in ("one", "two", "three")]
        await asyncio.sleep(0)
        if kind == "release first":
            lock.release()
            print(tasks[0].cancel("too late"))
        else:
            print(tasks[0].cancel("in time"))
            lock.release()
        if kind == "cancel twice":
            print(tasks[0].cancel("again"), tasks[1].cancel("you too"))
        await asyncio.wait(tasks)
        print([task.cancelled() for task in tasks], lock.locked())


asyncio.run(main())
