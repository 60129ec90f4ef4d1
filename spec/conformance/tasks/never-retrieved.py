import asyncio


async def boom(message):
    raise ValueError(message)


async def main():
    asyncio.create_task(boom("nobody looks"), name="forgotten")
    looked_at = asyncio.create_task(boom("looked at"), name="looked at")
    awaited = asyncio.create_task(boom("awaited"), name="awaited")
    await asyncio.sleep(0)
    print(repr(looked_at.exception()))
    try:
        await awaited
    except ValueError as e:
        print(repr(e))
    print("main ends")


asyncio.run(main())
print("the program goes on")
