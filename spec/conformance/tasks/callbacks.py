import asyncio


async def work(name):
    print(name, "works")
    await asyncio.sleep(0)
    print(name, "returns")
    return name


def report(task):
    print("callback for", task.get_name(), task)


async def main():
    task = asyncio.create_task(work("a"), name="A")
    task.add_done_callback(report)
    print(task)
    print("awaited:", await task)
    print("the callback ran before the waiter went on, as it was added first")

    task = asyncio.create_task(work("b"), name="B")
    waiter = asyncio.create_task(asyncio.wait([task]))
    await asyncio.sleep(0)
    task.add_done_callback(report)
    await task
    print("done:", task.done())
    await waiter
    print("removed:", task.remove_done_callback(report))

    stopped = asyncio.create_task(work("c"), name="C")
    stopped.add_done_callback(report)
    await asyncio.sleep(0)
    stopped.cancel()
    await asyncio.sleep(0)
    print("cancelled:", stopped.cancelled(), "but not called yet")
    await asyncio.sleep(0)


asyncio.run(main())
