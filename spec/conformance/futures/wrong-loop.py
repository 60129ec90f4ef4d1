import asyncio


async def wait_for_it(future):
    try:
        await future
    except RuntimeError as e:
        print(type(e).__name__, e)
        return "refused"


async def nothing():
    pass


mine, theirs = asyncio.new_event_loop(), asyncio.new_event_loop()
future = theirs.create_future()

# Awaited by a task of the other loop.
print(mine.run_until_complete(wait_for_it(future)))

# Run by the other loop.
try:
    mine.run_until_complete(future)
except ValueError as e:
    print(type(e).__name__, e)

# A done one may be awaited from anywhere.
future.set_result("done")
print(mine.run_until_complete(wait_for_it(future)))

task = theirs.create_task(nothing())
try:
    mine.run_until_complete(task)
except ValueError as e:
    print(type(e).__name__, e)
print(theirs.run_until_complete(task))
mine.close()
theirs.close()
