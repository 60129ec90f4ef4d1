import asyncio


async def work(x):
    print("body runs with", x)
    return x * 2


coroutine = work(2)
print("called, nothing ran")
print(coroutine)
print("is a coroutine:", asyncio.iscoroutine(coroutine))
print("and its function:", asyncio.iscoroutinefunction(work))
print("is the function a coroutine:", asyncio.iscoroutine(work))

loop = asyncio.new_event_loop()
print("loop made, nothing ran")
print("result:", loop.run_until_complete(coroutine))
print(coroutine)
loop.close()
