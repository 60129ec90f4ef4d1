# A loop is closed under those who wait: what can still be said of the locks.
import asyncio


async def waiter(lock):
    await lock.acquire()


async def take(lock):
    return await lock.acquire()


async def settle():
    for _ in range(2):
        await asyncio.sleep(0)


loop = asyncio.new_event_loop()
lock = asyncio.Lock()
print(loop.run_until_complete(take(lock)))
task = loop.create_task(waiter(lock))
loop.run_until_complete(settle())
print(lock, task.done())
task.cancel()
loop.run_until_complete(settle())
print(lock, task.cancelled())
queue = asyncio.Queue(1)
print(loop.run_until_complete(queue.put("kept")))
loop.close()
print(lock, queue)
lock.release()
print(lock, queue.get_nowait(), queue)
print(asyncio.run(take(lock)), lock)
