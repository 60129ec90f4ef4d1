# Two loops and one queue: it belongs to the loop in which somebody first had to wait.
import asyncio


async def wait_here(queue):
    task = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait("item")
    return await task


async def no_wait(queue):
    await queue.put(1)
    return await queue.get()


async def wait_elsewhere(queue):
    try:
        await queue.get()
    except RuntimeError as e:
        return str(e)[-33:]


queue = asyncio.Queue()
print(asyncio.run(no_wait(queue)))
print(asyncio.run(wait_here(queue)))
print(asyncio.run(no_wait(queue)))
print(asyncio.run(wait_elsewhere(queue)), queue)
