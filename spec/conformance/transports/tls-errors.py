import asyncio
import re
import ssl

FOLDER = "../../support/tls"


async def attempt(what, awaitable):
    try:
        _, writer = await awaitable
        print(what, "ok")
        writer.close()
        await writer.wait_closed()
    except Exception as e:
        print(what, type(e).__name__, re.sub(r" \(_ssl.*\)", "", str(e)))
        print("   ", [isinstance(e, kind) for kind in (OSError, ssl.SSLError, ConnectionError)])


async def echo(reader, writer):
    try:
        writer.write(await reader.readline())
        await writer.drain()
    except OSError:
        pass
    writer.close()


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]

    def connect(context, **keywords):
        return asyncio.open_connection("127.0.0.1", port, ssl=context, **keywords)

    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    await attempt("by address:", connect(trusting))
    await attempt("by name:", connect(trusting, server_hostname="localhost"))
    await attempt("by a wrong name:", connect(trusting, server_hostname="elsewhere.example"))
    await attempt("by a wrong address:", connect(trusting, server_hostname="127.0.0.2"))
    await attempt("unknown authority:", connect(ssl.create_default_context()))

    unnamed = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    unnamed.check_hostname = False
    await attempt("whatever name:", connect(unnamed, server_hostname="elsewhere.example"))
    careless = ssl.create_default_context()
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    await attempt("whatever certificate:", connect(careless))
    server.close()

    print("- a server that does not speak TLS")
    server = await asyncio.start_server(lambda r, w: w.write(b"220 hello\r\n"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await attempt("plain server:", connect(trusting))
    server.close_clients()
    server.close()
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await attempt("closes at once:", connect(trusting))
    server.close()
    silent = []
    server = await asyncio.start_server(lambda r, w: silent.append(w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await attempt("silent server:", connect(trusting, ssl_handshake_timeout=0.05))
    server.close_clients()
    server.close()

    print("- arguments")
    for keywords in (
        {"server_hostname": "x"},
        {"ssl_handshake_timeout": 1},
        {"ssl_shutdown_timeout": 1},
    ):
        try:
            await asyncio.open_connection("127.0.0.1", 1, **keywords)
        except (ValueError, ConnectionError) as e:
            print(type(e).__name__, e)
    try:
        trusting.verify_mode = ssl.CERT_NONE
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
