# 1. A coroutine
import asyncio
import time

now = lambda: time.time()

async def do_some_work(x):
    print("waiting:", x)


start = now()
# This is a coroutine object: nothing of do_some_work has run yet.
coroutine = do_some_work(2)
print(coroutine)
# Create an event loop.
loop = asyncio.get_event_loop()
# Put the coroutine into the event loop.
loop.run_until_complete(coroutine)

print("Time:", now() - start)

# conformance: mask times
