import asyncio


async def producer(box, ready, taken):
    for i in range(3):
        print("produce", i)
        box.append(i)
        ready[0].set_result(None)
        await taken[0]
        taken[0] = asyncio.get_running_loop().create_future()
    return "producer done"


async def consumer(box, ready, taken):
    seen = []
    try:
        while True:
            await ready[0]
            ready[0] = asyncio.get_running_loop().create_future()
            seen.append(box.pop())
            print("  consume", seen)
            taken[0].set_result(None)
    except asyncio.CancelledError:
        print("  consumer stopped with", seen)
        return sum(seen)


async def main():
    loop = asyncio.get_running_loop()
    ready, taken, box = [loop.create_future()], [loop.create_future()], []
    eats = asyncio.create_task(consumer(box, ready, taken))
    makes = asyncio.create_task(producer(box, ready, taken))
    print(await makes)
    eats.cancel()
    print("sum:", await eats, "cancelled:", eats.cancelled())


asyncio.run(main())
