# A coroutine that is dropped, in debug mode and without.
import asyncio
# conformance: mask lines


async def forgotten():
    pass


async def main():
    forgotten()
    used = forgotten()
    await used
    closed = forgotten()
    closed.close()
    await asyncio.sleep(0)
    print("main is over")


asyncio.run(main())
