import asyncio
import ssl

FOLDER = "../../support/tls"
SIZE = 3_000_000


async def handle(reader, writer):
    print("server:", writer.can_write_eof(), writer.get_extra_info("cipher") is not None)
    command = await reader.readline()
    if command == b"send\n":
        block = bytes(100_000)
        for _ in range(SIZE // len(block)):
            writer.write(block)
            await writer.drain()
    elif command == b"receive\n":
        data = await reader.readexactly(SIZE)
        writer.write(b"%d\n" % len(data))
        await writer.drain()
        print("server read to the end", await reader.read())
    writer.close()
    await writer.wait_closed()
    print("server closed")


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    server = await asyncio.start_server(handle, "localhost", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")

    print("- receive")
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting)
    writer.write(b"send\n")
    data = await reader.read()
    print("client got", len(data), reader.at_eof())
    writer.close()
    await writer.wait_closed()

    print("- send")
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting)
    writer.write(b"receive\n")
    writer.writelines([bytes(SIZE // 2), bytes(SIZE // 2)])
    await writer.drain()
    print("client got", await reader.readline())
    writer.close()
    await writer.wait_closed()
    print("client closed")
    server.close()
    await server.wait_closed()


asyncio.run(main())
