import asyncio


async def narcissus():
    try:
        await asyncio.current_task()
    except RuntimeError as e:
        print("refused:", str(e).split(" coro=")[0])
    return "survived"


async def fails():
    await asyncio.sleep(0)
    await asyncio.current_task()


async def indirectly(task):
    return await task


async def main():
    print(await asyncio.create_task(narcissus(), name="narcissus"))

    task = asyncio.create_task(fails(), name="fails")
    try:
        await task
    except RuntimeError as e:
        print(str(e).split(" coro=")[0])

    # A chain is no circle.
    tasks = []
    tasks.append(asyncio.create_task(indirectly(asyncio.sleep(0))))
    tasks.append(asyncio.create_task(indirectly(tasks[0])))
    tasks.append(asyncio.create_task(indirectly(tasks[1])))
    print([await task for task in tasks])


asyncio.run(main())
