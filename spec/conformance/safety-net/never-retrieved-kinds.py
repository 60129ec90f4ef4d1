# Exceptions that nobody looked at, and those that somebody did.
import asyncio


async def fail(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))
    seen = loop.create_future()
    seen.set_exception(ValueError("looked at"))
    print(repr(seen.exception()))
    awaited = asyncio.create_task(fail("awaited"))
    await asyncio.wait([awaited])
    print(repr(awaited.exception()))
    try:
        await asyncio.gather(fail("one"), fail("two"))
    except ValueError as e:
        print(repr(e))
    cancelled = asyncio.create_task(fail("never runs"))
    cancelled.cancel()
    await asyncio.wait([cancelled])
    asyncio.create_task(fail("task"), name="lost one")
    await asyncio.sleep(0)
    return told


def show(told):
    for context in told:
        print(context["message"], "|", repr(context["exception"]))


show(asyncio.run(main()))
