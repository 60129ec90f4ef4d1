# An exception handler of one's own, removed again, that fails itself, that is none.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())

    def handler(loop, context):
        print("handler:", context["message"], repr(context.get("exception")))

    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_exception_handler({"message": "by hand"})
    loop.call_exception_handler({"message": "by hand", "exception": ValueError("x"), "own": 1})

    def broken(loop, context):
        raise RuntimeError("the handler is broken")

    loop.set_exception_handler(broken)
    loop.call_exception_handler({"message": "into the broken one"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "the default one", "exception": ValueError("y"), "zebra": 1, "apple": [1]})
    for item in (1, "text", {}):
        try:
            loop.set_exception_handler(item)
        except TypeError as e:
            print("TypeError:", e)


asyncio.run(main())
