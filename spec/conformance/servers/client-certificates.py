import asyncio
import ssl

FOLDER = "../../support/tls"


async def handle(reader, writer):
    cert = writer.get_extra_info("peercert")
    print("server sees", [list(part[0]) for part in cert["subject"]] if cert else cert)
    try:
        writer.write(await reader.readline())
        await writer.drain()
    except OSError:
        pass
    writer.close()


async def attempt(what, context, port):
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        writer.write(b"let me in\n")
        print(what, await reader.readline() or "refused")
        writer.close()
        await writer.wait_closed()
    except (ssl.SSLError, ConnectionError):
        print(what, "refused")


async def main():
    for mode in (ssl.CERT_REQUIRED, ssl.CERT_OPTIONAL):
        print("-", mode == ssl.CERT_REQUIRED)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=f"{FOLDER}/ca.pem")
        context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
        context.verify_mode = mode
        server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        known = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
        known.load_cert_chain(f"{FOLDER}/client.pem", f"{FOLDER}/client.key")
        await attempt("known:", known, port)
        unknown = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
        if mode == ssl.CERT_REQUIRED:
            await attempt("unknown:", unknown, port)
        server.close()


asyncio.run(main())
