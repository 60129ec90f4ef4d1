# wait with a timeout raises nothing and cancels nobody; cancelling the waiter leaves the tasks alone.
import asyncio


async def work(name, event):
    try:
        await event.wait()
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(work(n, event)) for n in ("a", "b")]
    quick = asyncio.create_task(asyncio.sleep(0, "quick"))

    done, pending = await asyncio.wait([*tasks, quick], timeout=0.1)
    print(len(done), len(pending), quick in done)
    done, pending = await asyncio.wait([*tasks, quick], timeout=0)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(tasks, timeout=0.01, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))

    waiter = asyncio.create_task(asyncio.wait(tasks))
    await asyncio.sleep(0)
    waiter.cancel("no more waiting")
    try:
        await waiter
    except asyncio.CancelledError as e:
        print("waiter:", repr(e))
    print([t.done() for t in tasks])

    event.set()
    done, pending = await asyncio.wait(tasks, timeout=None)
    print(sorted(t.result() for t in done), len(pending))


asyncio.run(main())
