# Time limits around get and put, and what is left of them in the queue.
import asyncio


async def feed(queue):
    for i in range(3):
        await asyncio.sleep(0.003)
        queue.put_nowait(i)


async def main():
    queue = asyncio.Queue()
    feeder = asyncio.create_task(feed(queue))
    got = []
    for _ in range(8):
        try:
            got.append(await asyncio.wait_for(queue.get(), 0.002))
        except TimeoutError:
            got.append("timeout")
    print(got, queue)
    await feeder
    bounded = asyncio.Queue(1)
    await bounded.put("first")
    for limit in (0.001, 0):
        try:
            async with asyncio.timeout(limit):
                await bounded.put("second")
        except TimeoutError as e:
            print(repr(e), bounded)
    slow = asyncio.create_task(bounded.put("third"))
    await asyncio.sleep(0)
    print(await asyncio.wait_for(bounded.get(), 1))
    await slow
    print(bounded)


asyncio.run(main())
