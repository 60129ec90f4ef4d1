import asyncio


async def main():
    gate = asyncio.Event()
    answered = asyncio.Event()

    async def handle(reader, writer):
        line = await reader.readline()
        writer.write(b"half of ")
        await gate.wait()
        writer.write(b"the answer to " + line)
        await writer.drain()
        await answered.wait()
        try:
            async with asyncio.timeout(0.02):
                await reader.readline()
        except TimeoutError:
            print("server: the client says no more")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"this\n")
    for seconds in [0.01, 0.02]:
        try:
            await asyncio.wait_for(reader.readline(), seconds)
        except TimeoutError as exc:
            print("client:", repr(exc))
    gate.set()
    # What had come by then is not lost.
    print("client:", await asyncio.wait_for(reader.readline(), 5))
    answered.set()
    print("client:", await reader.read())
    task = asyncio.create_task(reader.readexactly(1))
    try:
        await task
    except asyncio.IncompleteReadError as exc:
        print("client:", repr(exc), exc.partial, exc.expected)
    writer.close()
    await writer.wait_closed()
    server.close()
    server.close_clients()
    await server.wait_closed()


asyncio.run(main())
