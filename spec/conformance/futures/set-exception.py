import asyncio


class Special(Exception):
    pass


def attempt(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


async def main():
    loop = asyncio.get_running_loop()
    for error in (ValueError, ValueError("an instance"), Special("mine"), Special, asyncio.TimeoutError):
        future = loop.create_future()
        future.set_exception(error)
        print(future)
        try:
            await future
        except Exception as e:
            print("awaited:", repr(e), e is future.exception())

    future = loop.create_future()
    for wrong in (1, "text", None):
        print("refused:", attempt(future.set_exception, wrong))
    print(future)

    # A cancellation that is set as an exception stays an exception of the future, but cancels who awaits it.
    odd = loop.create_future()
    odd.set_exception(asyncio.CancelledError("by hand"))
    print(odd, odd.cancelled())
    try:
        await odd
    except asyncio.CancelledError as e:
        print("awaited:", repr(e))


asyncio.run(main())
