import asyncio


async def leaves(error):
    await asyncio.sleep(0)
    print("raising", repr(error))
    raise error


async def beside(name, future):
    await asyncio.sleep(0)
    print(name, "goes on")
    print(name, "got", await future)


loop = asyncio.new_event_loop()

for error in (KeyboardInterrupt("now"), SystemExit(3)):
    future = loop.create_future()
    before = loop.create_task(beside("before", future))
    leaver = loop.create_task(leaves(error))
    behind = [loop.create_task(beside(f"behind {i}", future)) for i in range(3)]
    try:
        loop.run_until_complete(leaver)
    except BaseException as e:
        print("came out:", repr(e))
    print(leaver.done(), [task.done() for task in behind])
    future.set_result("a result")
    print("running again")
    loop.run_until_complete(asyncio.wait([before, *behind]))

loop.close()
