import asyncio


class Logged(asyncio.Future):
    def __init__(self, name, **kwargs):
        super().__init__(**kwargs)
        self.name = name

    def set_result(self, result):
        print(self.name, "is set to", result)
        super().set_result(result)

    def cancel(self, msg=None):
        print(self.name, "is cancelled:", repr(msg))
        return super().cancel(msg)


async def waits(future):
    return await future


async def main():
    loop = asyncio.get_running_loop()
    future = Logged("first", loop=loop)
    print(isinstance(future, asyncio.Future), asyncio.isfuture(future), future)
    loop.call_soon(future.set_result, 42)
    print(await future, future)

    future = Logged("second")
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(0)
    print("cancelling the task:", task.cancel("through the task"))
    try:
        await task
    except asyncio.CancelledError as e:
        print(repr(e), future.cancelled())

    third = Logged("third")
    try:
        async with asyncio.timeout(0.001):
            await third
    except TimeoutError as e:
        print(repr(e), third.cancelled())


asyncio.run(main())
