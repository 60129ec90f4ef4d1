# Long results are shortened inside a future's repr, by reprlib's rules; repr of the value itself is whole.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    numbers = list(range(100))
    values = [
        "x" * 28, "x" * 29, "abcdefghij" * 10, "it's " * 20, "\n" * 40,
        b"y" * 100, numbers[:6], numbers[:7], numbers, [numbers, numbers],
        ["long text " * 10, 1], [[[[[[["deep"]]]]]]], [[[[[[[["deeper"]]]]]]]],
        {"a": 1, "b": 2, "c": 3, "d": 4}, {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, {"z": 1, "y": {"x": {"w": "v" * 50}}},
        ValueError("a message that is rather long and says very little"), 12345678901234567890123456789012345678901234567890,
    ]
    for value in values:
        future = loop.create_future()
        future.set_result(value)
        print(future)
    print(repr(values[2]), repr(values[8][:12]))

    future = loop.create_future()
    future.set_exception(ValueError("a message that is rather long and says very little indeed, but is not shortened"))
    print(future)
    future.exception()
    holder = loop.create_future()
    holder.set_result([future, {"future": future}])
    print(holder)


asyncio.run(main())
