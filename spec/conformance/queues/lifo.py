# The last one in comes out first, whoever waits.
import asyncio


async def main():
    queue = asyncio.LifoQueue(3)
    for i in range(3):
        queue.put_nowait(i)
    waiting = [asyncio.create_task(queue.put(f"late {i}")) for i in range(2)]
    await asyncio.sleep(0)
    print(queue)
    got = []
    for _ in range(5):
        got.append(await queue.get())
        await asyncio.sleep(0)
    print(got)
    await asyncio.gather(*waiting)
    getters = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    for i in range(3):
        queue.put_nowait(i)
    print(await asyncio.gather(*getters), queue)
    queue.put_nowait([1, 2])
    queue.put_nowait({"a": 1})
    print(queue)
    queue.shutdown()
    print(await queue.get(), await queue.get())
    try:
        await queue.get()
    except asyncio.QueueShutDown as e:
        print(repr(e), queue)


asyncio.run(main())
