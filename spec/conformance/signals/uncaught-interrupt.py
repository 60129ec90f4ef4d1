import asyncio


def interrupt():
    raise KeyboardInterrupt


async def main():
    asyncio.get_running_loop().call_soon(interrupt)
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned up")


asyncio.run(main())
print("not reached")
