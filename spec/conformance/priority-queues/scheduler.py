# A scheduler of jobs with deadlines, on a priority queue, with workers that give up.
import asyncio


async def worker(name, queue, log):
    while True:
        try:
            deadline, job = await asyncio.wait_for(queue.get(), 0.01)
        except TimeoutError:
            return f"{name} went home"
        log.append(f"{name} {job} by {deadline}")
        await asyncio.sleep(0.001 * deadline)
        queue.task_done()


async def main():
    queue = asyncio.PriorityQueue()
    log = []
    jobs = ["write", "read", "sleep", "eat", "walk", "talk"]
    for i, job in enumerate(jobs):
        await queue.put([i * 5 % 6, job])
    tasks = [asyncio.create_task(worker(name, queue, log)) for name in ("ann", "bob")]
    await queue.join()
    print(log)
    print(await asyncio.gather(*tasks), queue)


asyncio.run(main())
