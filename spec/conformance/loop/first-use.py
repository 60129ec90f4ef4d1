import asyncio


async def count(name):
    for i in range(3):
        print(name, i)
        await asyncio.sleep(0)


async def refused():
    loop = asyncio.get_running_loop()
    print("asks")
    loop.call_soon(print, "soon")
    try:
        await loop.create_connection(asyncio.Protocol)
    except ValueError as exc:
        print(exc)
    await asyncio.sleep(0)
    print("ends")


async def main():
    # What is loaded at the first use of networks must not be seen in the order.
    for turn in "first", "second":
        print("-", turn)
        asyncio.get_running_loop().call_later(0, print, "later")
        await asyncio.gather(count("a"), refused(), count("b"), refused())


asyncio.run(main())
