import asyncio


async def leave(status):
    await asyncio.sleep(0)
    raise SystemExit(status)


async def main():
    background = asyncio.create_task(asyncio.sleep(10))
    try:
        await asyncio.create_task(leave(9))
    finally:
        print("main is left;", "background is done:", background.done())


asyncio.run(main())
print("not reached")
