# What a task cannot wait for is told in its next step, not at once: others have their turn, and may cancel it.
import asyncio


async def looks_on(name):
    for turn in range(3):
        print(name, "turn", turn)
        await asyncio.sleep(0)


async def narcissus():
    print("narcissus awaits himself")
    try:
        await asyncio.current_task()
    except BaseException as e:
        print("narcissus gets", type(e).__name__)


async def stranger(future):
    print("stranger awaits what is of another loop")
    try:
        await future
    except BaseException as e:
        print("stranger gets", type(e).__name__)


async def main():
    print("--- left alone")
    other_loop = asyncio.new_event_loop()
    future = other_loop.create_future()
    await asyncio.gather(narcissus(), stranger(future), looks_on("bystander"))

    print("--- cancelled meanwhile")
    future = other_loop.create_future()
    tasks = [asyncio.create_task(narcissus()), asyncio.create_task(stranger(future))]
    asyncio.get_running_loop().call_soon(lambda: [task.cancel() for task in tasks])
    await asyncio.gather(*tasks)

    print("--- cancelled before")
    task = asyncio.create_task(cancels_itself())
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling())
    other_loop.close()


async def cancels_itself():
    task = asyncio.current_task()
    task.cancel("enough")
    try:
        await task
    except BaseException as e:
        print("got", repr(e))
        raise


asyncio.run(main())
