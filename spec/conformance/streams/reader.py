import asyncio


async def show(what, awaitable):
    try:
        print(what, await awaitable)
    except Exception as e:
        print(what, repr(e))
        if isinstance(e, asyncio.IncompleteReadError):
            print("  partial", e.partial, "expected", e.expected)
        if isinstance(e, asyncio.LimitOverrunError):
            print("  consumed", e.consumed)


async def main():
    reader = asyncio.StreamReader()
    print(reader)
    reader.feed_data(b"line one\nline two\nrest")
    print(reader)
    await show("readline", reader.readline())
    await show("read(4)", reader.read(4))
    await show("read(0)", reader.read(0))
    await show("readexactly(0)", reader.readexactly(0))
    await show("readexactly(5)", reader.readexactly(5))
    print("at_eof", reader.at_eof())
    reader.feed_eof()
    print(reader, reader.at_eof())
    await show("readexactly(10)", reader.readexactly(10))
    print(reader, reader.at_eof())
    await show("readline", reader.readline())
    await show("read", reader.read())
    await show("readexactly(1)", reader.readexactly(1))
    await show("readuntil", reader.readuntil(b"x"))
    await show("readexactly(-1)", reader.readexactly(-1))

    reader = asyncio.StreamReader()
    reader.feed_data(b"all of it")
    reader.feed_eof()
    await show("read(-1)", reader.read(-1))

    reader = asyncio.StreamReader(limit=16)
    print(reader)
    reader.feed_data(b"x" * 20)
    await show("readline, too long", reader.readline())
    print(reader)
    reader.feed_data(b"y" * 20 + b"\nnext\n")
    await show("readline, too long", reader.readline())
    await show("readline", reader.readline())
    reader.feed_data(b"z" * 18)
    await show("readuntil, not found", reader.readuntil(b"ab"))
    await show("readuntil, not found", reader.readuntil(b"ab"))
    reader.feed_data(b"ab")
    await show("readuntil, too far", reader.readuntil(b"ab"))
    print(reader)
    await show("readexactly is not limited", reader.readexactly(20))

    reader = asyncio.StreamReader()
    reader.set_exception(ValueError("broken"))
    print(reader, repr(reader.exception()))
    for read in (reader.read, reader.readline, reader.readuntil):
        await show("broken", read())
    await show("broken", reader.readexactly(1))

    for limit in (0, -1):
        try:
            asyncio.StreamReader(limit=limit)
        except ValueError as e:
            print(repr(e))
    reader = asyncio.StreamReader()
    reader.feed_eof()
    try:
        reader.feed_data(b"late")
    except AssertionError as e:
        print(repr(e))


asyncio.run(main())
