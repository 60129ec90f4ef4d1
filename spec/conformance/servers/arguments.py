import asyncio
import os
import tempfile


async def handle(reader, writer):
    writer.close()


async def attempt(what, awaitable):
    try:
        server = await awaitable
        print(what, "ok")
        server.close()
        await server.wait_closed()
    except Exception as e:
        print(what, type(e).__name__, str(e).replace(str(taken), "TAKEN").replace(folder, "FOLDER"))


async def main():
    global taken
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    taken = server.sockets[0].getsockname()[1]
    await attempt("taken:", asyncio.start_server(handle, "127.0.0.1", taken))
    await attempt("taken:", loop.create_server(asyncio.Protocol, "127.0.0.1", taken))
    await attempt("not here:", asyncio.start_server(handle, "203.0.113.7", 0))
    await attempt("both:", asyncio.start_server(handle, ["127.0.0.1", "203.0.113.7"], 0))
    await attempt("no such host:", asyncio.start_server(handle, "no-such-host.invalid", 0))
    await attempt("nothing:", loop.create_server(asyncio.Protocol))
    await attempt("ssl=True:", asyncio.start_server(handle, "127.0.0.1", 0, ssl=True))
    await attempt("timeout:", asyncio.start_server(handle, "127.0.0.1", 0, ssl_handshake_timeout=1))
    await attempt("timeout:", asyncio.start_server(handle, "127.0.0.1", 0, ssl_shutdown_timeout=1))
    await attempt("options:", asyncio.start_server(handle, "127.0.0.1", 0, backlog=1, reuse_address=True))
    await attempt("keep alive:", loop.create_server(asyncio.Protocol, "127.0.0.1", 0, keep_alive=True))
    for wrong in ({"nothing": 1}, {"loop": loop}):
        try:
            await asyncio.start_server(handle, "127.0.0.1", 0, **wrong)
        except TypeError as e:
            print(str(e).split(".")[-1])
    server.close()
    await server.wait_closed()

    print("- unix")
    path = os.path.join(folder, "socket")
    await attempt("nothing:", loop.create_unix_server(asyncio.Protocol))
    await attempt("ssl=True:", asyncio.start_unix_server(handle, path, ssl=True))
    await attempt("timeout:", asyncio.start_unix_server(handle, path, ssl_handshake_timeout=1))
    with open(path, "w"):
        pass
    await attempt("a file:", asyncio.start_unix_server(handle, path))
    os.unlink(path)
    await attempt("ok:", asyncio.start_unix_server(handle, path))
    print("left behind:", os.listdir(folder))


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main())
