import asyncio


async def handle(reader, writer):
    print("connected from", writer.get_extra_info("peername")[0])
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    print("server sees the end:", reader.at_eof())
    writer.close()
    await writer.wait_closed()
    print("server closed")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print("open", writer.is_closing(), writer.can_write_eof(), reader.at_eof())
    for text in ("one", "two", "three"):
        writer.write(f"{text}\n".encode())
        await writer.drain()
        print("client got", await reader.readline())
    writer.writelines([b"a\n", b"b", b"c\n"])
    print("client got", await reader.readline(), await reader.readline())
    writer.close()
    print("closing", writer.is_closing())
    await writer.wait_closed()
    print("client closed")
    server.close()
    await server.wait_closed()
    print("done")


asyncio.run(main())
