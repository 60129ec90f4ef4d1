# A lock belongs to the loop in which somebody first had to wait for it.
import asyncio
# conformance: mask lines


async def contend(lock):
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    print(await task)
    lock.release()


async def uncontended(lock):
    async with lock:
        return "no wait, no matter"


async def other(lock):
    await lock.acquire()
    try:
        await lock.acquire()
    except RuntimeError as e:
        print(str(e).split(" object")[0], "…", str(e)[-33:])
    print(lock.locked())
    lock.release()


async def event_elsewhere(event):
    try:
        await event.wait()
    except RuntimeError as e:
        print(str(e).split(" object")[0], "…", str(e)[-33:])


async def event_here(event):
    task = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    event.set()
    print(await task)
    event.clear()


lock = asyncio.Lock()
print(asyncio.run(uncontended(lock)))
asyncio.run(contend(lock))
print(asyncio.run(uncontended(lock)))
asyncio.run(other(lock))
event = asyncio.Event()
asyncio.run(event_here(event))
asyncio.run(event_elsewhere(event))
