import asyncio


async def numbers(name):
    try:
        for i in range(3):
            yield i
    finally:
        print(name, "cleans up")
        await asyncio.sleep(0)
        print(name, "has cleaned up")


held = numbers("held")


async def main():
    async for i in numbers("exhausted"):
        print("exhausted", i)
    closed = numbers("closed")
    print("closed", await anext(closed))
    await closed.aclose()
    print("held", await anext(held))
    print("main ends")


async def after():
    try:
        print(await anext(held))
    except StopAsyncIteration:
        print("held is exhausted")


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("shutdown:", loop.run_until_complete(loop.shutdown_asyncgens()))
print("shutdown again:", loop.run_until_complete(loop.shutdown_asyncgens()))
loop.run_until_complete(after())
loop.close()
