import asyncio


async def show(reader, separator):
    try:
        print(separator, "->", await reader.readuntil(separator))
    except Exception as e:
        print(separator, "->", repr(e))


async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"one;two, three END four\r\nfive")
    await show(reader, b";")
    await show(reader, (b",", b" "))
    await show(reader, (b"END", b"EN"))
    await show(reader, (b"D four", b"four"))
    await show(reader, (b"\n", b"\r\n"))
    await show(reader, ())
    await show(reader, b"")
    await show(reader, (b"a", b""))

    task = asyncio.create_task(show(reader, (b"STOP", b"HALT")))
    for piece in (b" six ST", b"O", b"PP", b"ED ", b"HAL", b"T!"):
        reader.feed_data(piece)
        await asyncio.sleep(0)
    await task
    await show(reader, b"HALT")
    reader.feed_eof()
    await show(reader, (b"HALT", b"STOP"))


asyncio.run(main())
