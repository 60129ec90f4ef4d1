import asyncio
import os
import tempfile


async def handle(reader, writer):
    writer.write(b"hello\n")
    writer.close()
    await writer.wait_closed()


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = await asyncio.start_unix_server(handle, path)
        print(server.sockets[0].getsockname() == path, int(server.sockets[0].family))
        reader, writer = await asyncio.open_unix_connection(path)
        print(await reader.read(), writer.get_extra_info("peername") == path, repr(writer.get_extra_info("sockname")))
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()
        print("left:", os.path.exists(path))

        for what, coro in [
            ("nobody there", asyncio.open_unix_connection(path)),
            ("no such folder", asyncio.start_unix_server(handle, os.path.join(folder, "none", "socket"))),
            ("no path", asyncio.start_unix_server(handle)),
            ("no path to connect to", asyncio.open_unix_connection()),
            ("a name", asyncio.open_unix_connection(path, server_hostname="localhost")),
        ]:
            try:
                await coro
                print(what, "worked")
            except (OSError, ValueError) as exc:
                print(what, "->", repr(exc))


asyncio.run(main())
