# What is logged of an error: its class, if it is the program's own, and what it was raised from.
# conformance: mask lines
import asyncio


class Boom(Exception):
    pass


class OutOfLuck(Boom):
    pass


def fail():
    raise Boom("in a callback")


def fail_again():
    try:
        fail()
    except Boom as e:
        raise OutOfLuck("twice") from e


def fail_thrice():
    try:
        fail_again()
    except Boom as e:
        raise ValueError from e


def fail_without_reason():
    raise OutOfLuck


async def main():
    loop = asyncio.get_running_loop()
    for callback in (fail, fail_again, fail_thrice, fail_without_reason):
        loop.call_soon(callback)
    await asyncio.sleep(0)
    error = Boom("handed over")
    error.__cause__ = OSError(5, "why")
    loop.call_exception_handler({"message": "look at this", "exception": error})
    print(repr(error.__cause__))


asyncio.run(main())
