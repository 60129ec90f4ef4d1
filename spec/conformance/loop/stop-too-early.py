import asyncio


async def forever():
    try:
        await asyncio.get_running_loop().create_future()
    except asyncio.CancelledError:
        print("cancelled after all")
        raise


async def stops_it():
    loop = asyncio.get_running_loop()
    loop.stop()
    await asyncio.sleep(0)
    print("resumed by the next run")
    return "finished"


loop = asyncio.new_event_loop()
loop.call_soon(loop.stop)
task = loop.create_task(forever())
try:
    loop.run_until_complete(task)
except RuntimeError as e:
    print(repr(e))
print(task.done(), loop.is_running())

second = loop.create_task(stops_it())
try:
    loop.run_until_complete(second)
except RuntimeError as e:
    print(repr(e))
print(loop.run_until_complete(second))

task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError as e:
    print(repr(e))
loop.close()
