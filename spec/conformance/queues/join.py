# join() waits for as many task_done() as there were items.
import asyncio


async def worker(name, queue, log):
    while True:
        item = await queue.get()
        log.append(f"{name} {item}")
        await asyncio.sleep(0)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    log = []
    await queue.join()
    print("nothing to wait for")
    for i in range(5):
        queue.put_nowait(i)
    print(queue)
    workers = [asyncio.create_task(worker(name, queue, log)) for name in "ab"]
    joiner = asyncio.create_task(queue.join())
    await queue.join()
    print(log, queue, joiner.done())
    await joiner
    try:
        queue.task_done()
    except ValueError as e:
        print(repr(e))
    queue.put_nowait("late")
    again = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    print(again.done(), queue)
    again.cancel()
    await queue.join()
    print(log[-1], again.cancelled())
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(queue)


asyncio.run(main())
