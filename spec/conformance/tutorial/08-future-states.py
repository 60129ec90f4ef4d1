# 8. The states of a future
import asyncio
import inspect

def state(future):
    # Python itself has no word for the state of a task whose coroutine has begun.
    begun = inspect.getcoroutinestate(future.get_coro()) != "CORO_CREATED"
    return "cancelled" if future.cancelled() else "done" if future.done() else "running" if begun else "pending"


async def do_some_work(x):
    print("Waiting:", x)
    await asyncio.sleep(x)
    return "Done after {}s".format(x)


loop = asyncio.get_event_loop()
task1 = loop.create_task(do_some_work(1))
task2 = loop.create_task(do_some_work(4))

# Pending: just created, the event loop has not got to it yet.
print("Task state:", state(task1), state(task2))
print(task1)

# Running: the event loop has begun it.
loop.run_until_complete(asyncio.sleep(0))
print("Task state:", state(task1), state(task2))

# Done: it has run to its end.
loop.run_until_complete(task1)
print("Task state:", state(task1), state(task2))
print(task1)

# Cancelled: the event loop has been stopped, and the task cancelled.
loop.call_later(1, loop.stop)
loop.run_forever()
task2.cancel()
try:
    loop.run_until_complete(task2)
except asyncio.CancelledError:
    print("Task state:", state(task1), state(task2))
print(task2)
loop.close()
