import asyncio


async def generator(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "closes")
        await asyncio.sleep(0)
        print(name, "is closed")


kept = []


async def main(fail):
    numbers = generator(f"generator {len(kept)}")
    kept.append(numbers)
    print("first:", await anext(numbers))
    if fail:
        raise ValueError("after the first")
    return "result"


print(asyncio.run(main(False)))
try:
    asyncio.run(main(True))
except ValueError as e:
    print("came out:", repr(e))
