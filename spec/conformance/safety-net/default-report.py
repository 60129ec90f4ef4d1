# The report of the default handler, on standard error, in CPython's words.
import asyncio
# conformance: mask lines


def fail():
    raise LookupError("in a callback")


async def boom():
    raise ValueError("in a task")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(fail)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "only a message"})
    loop.call_exception_handler({"future": loop.create_future(), "message": "with a future"})
    asyncio.create_task(boom(), name="bomb")
    await asyncio.sleep(0)
    print("main is over")


asyncio.run(main())
print("and the program too")
