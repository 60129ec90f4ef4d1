import asyncio
import ssl

FOLDER = "../../support/tls"


async def handle(reader, writer):
    print("server got", await reader.readline())
    writer.write(b"go ahead\n")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    await writer.start_tls(context)
    print("server is secure:", writer.get_extra_info("sslcontext") is context)
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    print("server sees the end")
    writer.close()
    await writer.wait_closed()
    print("server closed")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    before = writer.transport
    writer.write(b"STARTTLS\n")
    print("client got", await reader.readline())
    context = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    await writer.start_tls(context, server_hostname="localhost")
    print("client is secure:", writer.get_extra_info("sslcontext") is context, writer.transport is before)
    for text in (b"one\n", b"two\n"):
        writer.write(text)
        await writer.drain()
        print("client got", await reader.readline())
    writer.close()
    await writer.wait_closed()
    print("client closed")
    server.close()
    await server.wait_closed()

    print("- refused")

    async def refused(reader, writer):
        await reader.readline()
        writer.write(b"go ahead\n")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(f"{FOLDER}/elsewhere.pem", f"{FOLDER}/elsewhere.key")
        try:
            await writer.start_tls(context)
        except (ssl.SSLError, ConnectionError):
            pass
        writer.close()

    server = await asyncio.start_server(refused, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"STARTTLS\n")
    await reader.readline()
    try:
        await writer.start_tls(context, server_hostname="localhost")
    except ssl.SSLCertVerificationError:
        print("client: no;", writer.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
