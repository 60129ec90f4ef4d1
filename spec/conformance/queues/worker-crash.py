# A worker that crashes between get and task_done: join() would wait for ever, a time limit says so.
import asyncio


async def worker(queue):
    while True:
        item = await queue.get()
        if item == 2:
            raise ValueError(f"cannot stand {item}")
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for i in range(5):
        queue.put_nowait(i)
    task = asyncio.create_task(worker(queue))
    try:
        await asyncio.wait_for(queue.join(), 0.005)
    except TimeoutError as e:
        print(repr(e), queue)
    print(repr(task.exception()))
    joiner = asyncio.create_task(queue.join())
    done, pending = await asyncio.wait([task, joiner], return_when=asyncio.FIRST_COMPLETED)
    print(task in done, joiner in pending)
    queue.shutdown(immediate=True)
    print(queue)
    queue.task_done()
    await joiner
    print(queue)


asyncio.run(main())
