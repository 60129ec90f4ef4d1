# Results of all kinds inside a finished future.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    values = [
        None, True, False, 0, -1, 42, 1.5, -0.25, 1e-7, 1e22, float("inf"), float("nan"),
        "text", "", "it's", 'say "hi"', "it's \"both\"", "line\nbreak\ttab\\", "\x00\x1b\x7f", "ünïcödé", "日本", "\u200b",
        b"bytes", b"it's", b"\x00\xff\n", b"",
        [], [1, "two", None], [[1], [[2]]], {}, {"a": 1, "b": [None, {"c": False}]}, {1: "one"},
        ValueError("v"), ValueError(), TypeError("it's"), KeyboardInterrupt(), SystemExit(2),
        OSError(2, "No such file"), asyncio.CancelledError("m"), asyncio.TimeoutError(), asyncio.InvalidStateError("s"),
        ExceptionGroup("g", [ValueError("x")]),
    ]
    for value in values:
        future = loop.create_future()
        future.set_result(value)
        print(future)
    for error in [ValueError("v"), ValueError(), LookupError("it's"), asyncio.QueueEmpty(), EOFError("end"),
                  NotImplementedError("later"), ConnectionResetError("gone"), OSError(13, "Permission denied")]:
        future = loop.create_future()
        future.set_exception(error)
        print(future)
        future.exception()


asyncio.run(main())
