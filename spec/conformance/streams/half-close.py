import asyncio

client_closed = asyncio.Event()


async def handle(reader, writer):
    data = await reader.read()
    print("server read to the end:", data, reader.at_eof())
    writer.write(b"%d bytes" % len(data))
    await writer.drain()
    await asyncio.sleep(0)
    writer.write(b", and goodbye")
    writer.write_eof()
    await client_closed.wait()
    print("server is closing:", writer.is_closing())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"one ")
    writer.write(b"two")
    writer.write_eof()
    try:
        writer.write(b"three")
    except RuntimeError as e:
        print(repr(e))
    print("client is closing:", writer.is_closing())
    print("client read:", await reader.read(), reader.at_eof())
    print("client read:", await reader.read(), await reader.readline())
    print("client is closing:", writer.is_closing())
    writer.close()
    await writer.wait_closed()
    await writer.wait_closed()
    print("closed")
    client_closed.set()
    server.close()
    await server.wait_closed()


asyncio.run(main())
