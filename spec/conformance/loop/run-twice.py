import asyncio


async def work():
    return "worked"


async def nested():
    loop = asyncio.get_running_loop()
    coroutine = work()
    try:
        loop.run_until_complete(coroutine)
    except RuntimeError as e:
        print("run_until_complete:", repr(e))
    try:
        asyncio.run(coroutine)
    except RuntimeError as e:
        print("asyncio.run:", repr(e))
    runner = asyncio.Runner()
    try:
        runner.run(coroutine)
    except RuntimeError as e:
        print("Runner.run:", repr(e))
    other = asyncio.new_event_loop()
    try:
        other.run_until_complete(coroutine)
    except RuntimeError as e:
        print("another loop:", repr(e))
    other.close()
    print("running:", loop.is_running(), other.is_running())
    return await coroutine


loop = asyncio.new_event_loop()
print(loop.run_until_complete(nested()))
print("running:", loop.is_running())
print("one after the other is fine:", loop.run_until_complete(work()), loop.run_until_complete(work()))
other = asyncio.new_event_loop()
print("and so is another loop:", other.run_until_complete(work()))
loop.close()
other.close()
