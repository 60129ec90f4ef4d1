import asyncio


async def background(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "was cancelled")
        await asyncio.sleep(0)
        print(name, "has cleaned up")
        raise


async def main(error):
    asyncio.create_task(background("background"))
    await asyncio.sleep(0)
    raise error



async def fails(error):
    await asyncio.sleep(0)
    raise error


async def from_another(error):
    asyncio.create_task(fails(error), name="the other")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("main was cancelled")
        raise


class Fatal(Exception):
    pass


for error in (SystemExit(2), KeyboardInterrupt(), Fatal("ordinary")):
    try:
        asyncio.run(main(error))
    except BaseException as e:
        print("came out:", repr(e), e is error)

for error in (SystemExit(3), KeyboardInterrupt("by hand")):
    try:
        asyncio.run(from_another(error))
    except BaseException as e:
        print("came out:", repr(e), e is error)
