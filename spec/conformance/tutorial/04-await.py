# 4. await
import asyncio
import time

now = lambda: time.time()

async def do_some_work(x):
    print("waiting:", x)
    # After await stands what takes its time; the event loop runs others meanwhile.
    await asyncio.sleep(x)
    return "Done after {}s".format(x)


start = now()

coroutine = do_some_work(2)
loop = asyncio.get_event_loop()
task = asyncio.ensure_future(coroutine)
loop.run_until_complete(task)

print("Task ret:", task.result())
print("Time:", now() - start)

# conformance: mask times
