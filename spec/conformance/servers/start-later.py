import asyncio


async def handle(reader, writer):
    writer.write(b"served\n")
    writer.close()


async def connect(port):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as e:
        print(type(e).__name__, e.errno)
        return
    print(await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, start_serving=False)
    port = server.sockets[0].getsockname()[1]
    print("serving", server.is_serving(), "bound", port > 0)
    await connect(port)
    await server.start_serving()
    print("serving", server.is_serving(), "same port", server.sockets[0].getsockname()[1] == port)
    await connect(port)
    server.close()
    await server.wait_closed()
    await connect(port)

    print("- by serve_forever")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, start_serving=False)
    port = server.sockets[0].getsockname()[1]
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    print("serving", server.is_serving())
    await connect(port)
    task.cancel()
    await asyncio.wait([task])

    print("- never")
    server = await asyncio.start_server(handle, "127.0.0.1", 0, start_serving=False)
    server.close()
    await server.wait_closed()
    print("serving", server.is_serving())


asyncio.run(main())
