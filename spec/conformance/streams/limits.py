import asyncio


async def main():
    lines = [b"short\n", b"x" * 30 + b"\n", b"y" * 25, b"\nafter\n", b"z" * 100]

    async def handle(reader, writer):
        for line in lines:
            writer.write(line)
            await writer.drain()
            await reader.readexactly(1)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=20)
    print("-", await reader.readline())
    writer.write(b".")
    try:
        await reader.readline()
    except ValueError as exc:
        print("-", type(exc).__name__, exc)
    print("dropped with the line:", repr(reader).split(" transport")[0])
    writer.write(b".")
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as exc:
        print("-", type(exc).__name__, exc, exc.consumed)
        print("  taken:", await reader.readexactly(exc.consumed))
    writer.write(b".")
    while True:
        try:
            print("-", await reader.readuntil(b"\n"))
        except asyncio.LimitOverrunError as exc:
            print("-", type(exc).__name__, exc.consumed)
            await reader.readexactly(exc.consumed)
            continue
        break
    print("-", await reader.readline())
    writer.write(b".")
    print("-", await reader.readexactly(100))
    writer.write(b".")
    print("-", await reader.readline(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    for limit in [0, -1]:
        try:
            await asyncio.open_connection("127.0.0.1", port, limit=limit)
        except ValueError as exc:
            print("ValueError:", exc)


asyncio.run(main())
