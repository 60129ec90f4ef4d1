import asyncio


async def main():
    loop = asyncio.get_running_loop()
    looked_at = loop.create_future()
    looked_at.set_exception(ValueError("looked at"))
    print(repr(looked_at.exception()))

    forgotten = loop.create_future()
    forgotten.set_exception(ValueError("forgotten"))
    print(forgotten)
    del looked_at, forgotten
    await asyncio.sleep(0)


asyncio.run(main())
print("the program goes on")
