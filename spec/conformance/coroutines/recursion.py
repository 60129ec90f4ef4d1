import asyncio


async def factorial(n):
    await asyncio.sleep(0)
    return 1 if n <= 1 else n * await factorial(n - 1)


async def tree(name, depth):
    print("  " * depth + name)
    if depth < 2:
        left = asyncio.create_task(tree(name + "l", depth + 1))
        right = asyncio.create_task(tree(name + "r", depth + 1))
        return await left + await right
    await asyncio.sleep(0)
    return 1


async def unwind(depth):
    try:
        if depth == 3:
            raise ValueError("at the bottom")
        await unwind(depth + 1)
    finally:
        print("leaving", depth)


async def main():
    print([await factorial(n) for n in range(6)])
    print("leaves:", await tree("t", 0))
    try:
        await unwind(0)
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
