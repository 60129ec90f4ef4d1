import asyncio


async def bottom(x):
    print("bottom", x)
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError("negative")
    return x + 1


async def middle(x):
    try:
        print("middle in")
        return await bottom(x) * 10
    except ValueError as e:
        print("middle saw", repr(e))
        raise RuntimeError("middle failed") from e
    finally:
        print("middle out")


async def top(x):
    try:
        return await middle(x)
    except RuntimeError as e:
        print("top saw", repr(e), "because of", repr(e.__cause__))
        return None
    finally:
        await asyncio.sleep(0)
        print("top out")


async def main():
    print("result:", await top(1))
    print("result:", await top(-1))
    first, second = top(2), top(-2)
    print("in the other order:", await second, await first)


asyncio.run(main())
