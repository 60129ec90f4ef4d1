import asyncio


def leave(error):
    print("raising", repr(error))
    raise error


async def leaves(error):
    await asyncio.sleep(0)
    raise error


async def waits():
    await asyncio.sleep(0.01)
    return "still there"


loop = asyncio.new_event_loop()
task = loop.create_task(waits())

for error in (KeyboardInterrupt("from a callback"), SystemExit(3)):
    loop.call_soon(leave, error)
    loop.call_soon(print, "ready behind it")
    try:
        loop.run_forever()
    except BaseException as e:
        print("came out:", repr(e))
    print("running:", loop.is_running(), "closed:", loop.is_closed())
    loop.call_soon(loop.stop)
    loop.run_forever()

for error in (KeyboardInterrupt("from a task"), SystemExit("text")):
    leaver = loop.create_task(leaves(error))
    try:
        loop.run_until_complete(leaver)
    except BaseException as e:
        print("came out:", repr(e))
    print(leaver.done(), repr(leaver.exception()))

print(loop.run_until_complete(task))
loop.close()
