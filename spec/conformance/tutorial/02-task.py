# 2. A task
import asyncio
import time

now = lambda: time.time()

async def do_some_work(x):
    print("waiting:", x)


start = now()

coroutine = do_some_work(2)
loop = asyncio.get_event_loop()
# Create a task.
task = loop.create_task(coroutine)
# Before it has run in the event loop the task is pending; when it is complete, finished.
# asyncio.ensure_future(coroutine) creates a task too.
print(task)
loop.run_until_complete(task)
print(task)
print("Time:", now() - start)

# conformance: mask times
