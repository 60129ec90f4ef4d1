import asyncio


async def quick(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled:", repr(e))
        raise


async def slow(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "cleans up")
        await asyncio.sleep(0.01)
        print(name, "has cleaned up")


async def stubborn(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "does not care")
    await asyncio.sleep(0.01)
    print(name, "ends by itself")


async def main():
    global kept
    kept = asyncio.create_task(quick("quick"))
    await asyncio.sleep(0)
    asyncio.create_task(quick("not started"))
    print("main ends")
    return "result"


async def with_one(function):
    asyncio.create_task(function(function.__name__))
    await asyncio.sleep(0)
    print("main ends")


print(asyncio.run(main()), kept)
for function in (slow, stubborn):
    asyncio.run(with_one(function))
    print("run has waited for it")
