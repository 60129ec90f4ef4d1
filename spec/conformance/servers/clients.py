import asyncio


async def main():
    connected = 0

    async def handle(reader, writer):
        nonlocal connected
        connected += 1
        writer.write(b"hello ")
        try:
            rest = await reader.read()
            print("handler: read", rest)
        except ConnectionError as e:
            print("handler:", type(e).__name__)
        except asyncio.CancelledError:
            print("handler cancelled")
            raise
        print("handler: closing", writer.is_closing())
        writer.close()

    for end in ("close_clients", "abort_clients"):
        print("-", end)
        connected = 0
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        while connected < 3:
            await asyncio.sleep(0)
        server.close()
        getattr(server, end)()
        await server.wait_closed()
        print("all clients are gone")
        for reader, writer in streams:
            print("client: read", await reader.read())
            writer.close()
            await writer.wait_closed()

    print("- close_clients writes what is written")
    served = asyncio.get_running_loop().create_future()
    size = 5_000_000
    server = await asyncio.start_server(lambda r, w: served.set_result(w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    other = await served
    other.write(bytes(size))
    server.close_clients()
    print("closing", other.is_closing(), "serving", server.is_serving())
    print("all of it:", len(await reader.read()) == size)
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
