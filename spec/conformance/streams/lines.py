import asyncio


async def main():
    async def handle(reader, writer):
        count = 0
        async for line in reader:
            count += 1
            writer.write(b"%d: " % count + line)
            if count == 2:
                break
        async for line in reader:
            writer.writelines([b"again: ", line])
        writer.write(b"%d\n" % count)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        print("handler is done")

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in [b"one\ntw", b"o\nthr", b"ee\n", b"\n", b"four"]:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(0.001)
    print("half closed:", writer.can_write_eof(), writer.is_closing())
    writer.write_eof()
    async for line in reader:
        print(line)
    print(reader.at_eof(), await reader.readline(), await reader.read(10))
    try:
        writer.write(b"more")
    except RuntimeError as exc:
        print("RuntimeError:", exc)
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
