import asyncio
import os
import tempfile


async def handle(reader, writer):
    print("server:", repr(writer.get_extra_info("peername")))
    async for line in reader:
        writer.write(line.swapcase())
    print("server sees the end")
    writer.close()


async def attempt(what, awaitable):
    try:
        print(what, await awaitable)
    except Exception as e:
        print(what, type(e).__name__, e.errno, e.strerror.replace(folder, "FOLDER"))


async def main():
    path = os.path.join(folder, "socket")
    await attempt("nobody there:", asyncio.open_unix_connection(path))
    server = await asyncio.start_unix_server(handle, path)
    print("bound to the path:", server.sockets[0].getsockname() == path, os.path.exists(path))
    reader, writer = await asyncio.open_unix_connection(path)
    print(writer.get_extra_info("peername") == path, repr(writer.get_extra_info("sockname")))
    print(writer.get_extra_info("socket").proto)
    writer.write(b"Hello\nWorld\n")
    print(await reader.readline(), await reader.readline())
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print("still there:", os.path.exists(path))
    await attempt("nobody there:", asyncio.open_unix_connection(path))

    with open(path, "w"):
        pass
    await attempt("a file:", asyncio.open_unix_connection(path))
    await attempt("a file:", asyncio.start_unix_server(handle, path))
    await attempt("no folder:", asyncio.start_unix_server(handle, folder + "/missing/socket"))
    os.unlink(path)


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main())
