import asyncio


async def work(name):
    await asyncio.sleep(0)
    print("in", name, asyncio.current_task().get_name())
    return name


runner = asyncio.Runner()
loop = runner.get_loop()
task = loop.create_task(work("scheduled before"), name="early")
future = loop.create_future()
loop.call_soon(future.set_result, "from a callback")


async def main():
    print("main starts", task.done())
    print(await task)
    return await future


print(runner.run(main()))
print("current loop after a run is not running:", loop.is_running())
second = loop.create_task(work("left for close"), name="left")
runner.close()
print(second.cancelled(), loop.is_closed())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(repr(e))
