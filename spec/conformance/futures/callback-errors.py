import asyncio


def bad(future):
    raise ValueError("in a callback")


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print("handler:", sorted(context))
        print("  message:", context["message"])
        print("  exception:", repr(context["exception"]))
        print("  handle:", context["handle"])

    loop.set_exception_handler(handler)
    future = loop.create_future()
    future.add_done_callback(lambda f: print("before the bad one"))
    future.add_done_callback(bad)
    future.add_done_callback(lambda f: print("after the bad one"))
    future.set_result("fine")
    print("awaited:", await future)
    await asyncio.sleep(0)
    print("the loop goes on:", future)


asyncio.run(main())
