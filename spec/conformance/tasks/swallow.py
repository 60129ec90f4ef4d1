import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("swallowed", repr(e))
    await asyncio.sleep(0)
    print("and went on")
    return "finished after all"




async def replaces():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("raised instead")



async def returns():
    try:
        await asyncio.sleep(10)
    finally:
        print("returns from a finally")
        return "returned"


async def main():
    for function in (stubborn, replaces, returns):
        task = asyncio.create_task(function())
        await asyncio.sleep(0)
        task.cancel("please")
        try:
            print("awaited:", await task)
        except Exception as e:
            print("awaited:", repr(e))
        print(task.cancelled(), task.cancelling())
        print(task)


asyncio.run(main())
