import asyncio


async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
        print("ticks exhausted")
    finally:
        print("ticks closed")


async def echo():
    received = None
    while True:
        received = yield f"echo {received}"
        await asyncio.sleep(0)


async def other():
    for i in range(3):
        print("  other", i)
        await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(other())
    async for i in ticks(3):
        print("tick", i)
    await task

    generator = ticks(5)
    print("first:", await anext(generator))
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("no more after close")

    talk = echo()
    print(await talk.asend(None))
    print(await talk.asend("one"))
    print(await talk.asend("two"))
    try:
        await talk.athrow(ValueError("thrown in"))
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
