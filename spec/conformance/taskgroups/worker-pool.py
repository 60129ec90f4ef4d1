# Three workers share a queue; the producer waits until all is done and then stops them.
import asyncio


async def worker(name, queue, results):
    while True:
        number = await queue.get()
        try:
            await asyncio.sleep(0)
            if number == 5:
                raise ValueError("five is right out")
            results.append([name, number * number])
        except ValueError as e:
            results.append([name, repr(e)])
        finally:
            queue.task_done()


async def main():
    queue, results = asyncio.Queue(maxsize=2), []
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker("w%d" % n, queue, results), name="worker %d" % n) for n in range(3)]
        for number in range(1, 9):
            await queue.put(number)
            print("put", number, queue.qsize(), queue.full())
        await queue.join()
        print("all done", queue.empty())
        for task in workers:
            task.cancel()
    print([task.cancelled() for task in workers])
    for result in results:
        print(result)


asyncio.run(main())
