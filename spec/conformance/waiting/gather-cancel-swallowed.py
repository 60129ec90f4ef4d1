# A gathering that is cancelled, and whose children have results all the same.
import asyncio


async def stubborn(result):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("swallowed", repr(e))
    return result


async def main():
    for answers in (["a"], ["a", "b"], [None, ["list"]], [1, {"key": 2}]):
        gathering = asyncio.gather(*[stubborn(answer) for answer in answers], return_exceptions=True)
        await asyncio.sleep(0)
        gathering.cancel("enough")
        try:
            await gathering
        except asyncio.CancelledError as e:
            print(repr(e), gathering.cancelled())

    ready = asyncio.get_running_loop().create_future()
    ready.set_result(["ready"])
    gathering = asyncio.gather(stubborn("a"), ready, return_exceptions=True)
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(0.01):
            await gathering
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))


asyncio.run(main())
