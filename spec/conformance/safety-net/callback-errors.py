# Exceptions in callbacks of all kinds, with the keys of their contexts.
import asyncio


def fail(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))
    loop.call_soon(fail, "call_soon")
    loop.call_later(0.001, fail, "call_later")
    loop.call_soon_threadsafe(fail, "threadsafe")
    future = loop.create_future()
    future.add_done_callback(lambda _: fail("done callback"))
    future.set_result(1)
    task = asyncio.create_task(asyncio.sleep(0))
    task.add_done_callback(lambda _: fail("task callback"))
    await asyncio.sleep(0.005)
    for context in told:
        print(repr(context["exception"]), sorted(context))


asyncio.run(main())
