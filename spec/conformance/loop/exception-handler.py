import asyncio


def show(loop, context):
    print("handler:", sorted(context))
    for key in sorted(context):
        print(f"  {key}:", repr(context[key]) if key == "exception" else context[key])




def bad():
    raise ValueError("a bad callback")


async def main():
    loop = asyncio.get_running_loop()
    print("at first:", loop.get_exception_handler())
    loop.set_exception_handler(show)
    print("set:", loop.get_exception_handler() is show)

    loop.call_soon(bad)
    await asyncio.sleep(0)
    loop.call_later(0.001, bad)
    await asyncio.sleep(0.01)

    loop.call_exception_handler({"message": "by hand", "detail": [1, 2]})
    loop.call_exception_handler({"message": "with an error", "exception": RuntimeError("given")})

    for wrong in (1, "show"):
        try:
            loop.set_exception_handler(wrong)
        except TypeError as e:
            print("TypeError:", str(e).split(", got")[0])
    print("unchanged:", loop.get_exception_handler() is show)
    loop.set_exception_handler(None)
    print("taken away:", loop.get_exception_handler())


asyncio.run(main())
