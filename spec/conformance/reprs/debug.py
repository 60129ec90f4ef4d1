# In debug mode handles say where they were made, also when they are cancelled.
# (Its lines are those of its twin: they are printed.)
import asyncio


async def work():
    await asyncio.sleep(0)


def callback():
    pass


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    handle = loop.call_soon(callback)
    timer = loop.call_later(60, callback)
    future = loop.create_future()
    task = asyncio.create_task(work())
    print(handle)
    print(timer)
    print(repr(future).split(" created")[0])
    print(repr(task).split(" created")[0])
    handle.cancel()
    timer.cancel()
    print(handle)
    print(timer)
    future.set_result(1)
    await task
    print(repr(future).split(" created")[0])
    print(repr(task).split(" created")[0])


asyncio.run(main(), debug=True)
