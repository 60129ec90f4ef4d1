# Who joins a queue that is shut down: items that are left still count, unless it is immediate.
import asyncio


async def main():
    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    joiner = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.shutdown()
    await asyncio.sleep(0)
    print(joiner.done(), queue)
    while not queue.empty():
        print(await queue.get())
        queue.task_done()
    await joiner
    print(queue)

    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    print(await queue.get())
    joiner = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(joiner.done(), queue)
    queue.task_done()
    await joiner
    print(queue)
    try:
        queue.task_done()
    except ValueError as e:
        print(repr(e))
    queue.shutdown()
    queue.shutdown(True)
    print(queue)


asyncio.run(main())
