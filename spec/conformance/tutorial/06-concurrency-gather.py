# 6. Concurrency with gather
import asyncio
import time

now = lambda: time.time()

async def do_some_work(x):
    print("Waiting:", x)
    await asyncio.sleep(x)
    return "Done after {}s".format(x)


start = now()

coroutine1 = do_some_work(1)
coroutine2 = do_some_work(2)
coroutine3 = do_some_work(4)

tasks = [
    asyncio.ensure_future(coroutine1),
    asyncio.ensure_future(coroutine2),
    asyncio.ensure_future(coroutine3),
]

loop = asyncio.get_event_loop()

# asyncio.gather() takes each task as an argument, and gives the results in the same order.

results = loop.run_until_complete(asyncio.gather(*tasks))

for result in results:
    print("Task ret:", result)

print("Time:", now() - start)

# conformance: mask times
