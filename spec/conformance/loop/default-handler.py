import asyncio

def bad(x):
    raise ValueError("a bad callback")


def handler_that_fails(loop, context):
    print("asked about:", context["message"])
    raise RuntimeError("the handler fails, too")


def handler_that_passes_on(loop, context):
    print("passed on:", context["message"])
    loop.default_exception_handler(context)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(bad, 1)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "by hand", "b": 2, "a": "one", "nothing": None})
    loop.call_exception_handler({"message": "an error", "exception": ValueError("given")})
    loop.call_exception_handler({"no message": True})

    loop.set_exception_handler(handler_that_passes_on)
    loop.call_soon(bad, 2)
    await asyncio.sleep(0)

    loop.set_exception_handler(handler_that_fails)
    loop.call_exception_handler({"message": "by hand again"})
    print("the loop goes on")


asyncio.run(main())
