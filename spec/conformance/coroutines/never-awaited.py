import asyncio


async def forgotten(x):
    print("never printed", x)


async def main():
    forgotten(1)
    await asyncio.sleep(0)
    print("nothing ran")
    c = forgotten(2)
    c.close()
    print("a closed one is not complained about")


asyncio.run(main())
print("done")
