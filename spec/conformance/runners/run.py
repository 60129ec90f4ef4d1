import asyncio


async def work(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError("negative")
    return x * 2


async def main(x):
    print("in", asyncio.current_task().get_name())
    return await work(x)


print(asyncio.run(main(1)))
try:
    asyncio.run(main(-1))
except ValueError as e:
    print(repr(e))
print("each has a loop of its own:", asyncio.run(work(2)), asyncio.run(work(3)))

for wrong in (1, None, "main"):
    try:
        asyncio.run(wrong)
    except (TypeError, ValueError) as e:
        print("refused:", wrong)


async def keeps_its_loop():
    return asyncio.get_running_loop()


loop = asyncio.run(keeps_its_loop())
print("closed:", loop.is_closed(), "running:", loop.is_running())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(repr(e))


async def cancels_itself():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(0)


try:
    asyncio.run(cancels_itself())
except asyncio.CancelledError as e:
    print("came out:", repr(e))
