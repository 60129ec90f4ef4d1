import asyncio
import os
import pathlib
import tempfile


async def handle(reader, writer):
    writer.write(b"hello")
    writer.close()


async def attempt(what, awaitable):
    try:
        await awaitable
        print(what, "worked")
    except (OSError, TypeError) as e:
        print(what, type(e).__name__, str(e).replace(folder, "FOLDER"))


async def greeted(path):
    reader, writer = await asyncio.open_unix_connection(path)
    greeting = await reader.read()
    writer.close()
    return greeting


async def main():
    path = os.path.join(folder, "socket")

    print("- kept")
    server = await asyncio.start_unix_server(handle, path, cleanup_socket=False)
    server.close()
    await server.wait_closed()
    print(os.path.exists(path))
    await attempt("left over", asyncio.open_unix_connection(path))

    print("- taken over, and removed by nobody but the last")
    first = await asyncio.start_unix_server(handle, path)
    second = await asyncio.start_unix_server(handle, path)
    first.close()
    await first.wait_closed()
    print(os.path.exists(path), await greeted(path))
    second.close()
    await second.wait_closed()
    print(os.path.exists(path))

    print("- replaced by a file")
    server = await asyncio.start_unix_server(handle, path)
    os.unlink(path)
    with open(path, "w"):
        pass
    server.close()
    await server.wait_closed()
    print(os.path.exists(path))
    await attempt("a file", asyncio.open_unix_connection(path))
    await attempt("a file", asyncio.start_unix_server(handle, path))
    print(os.path.exists(path))
    os.unlink(path)

    print("- moved away")
    server = await asyncio.start_unix_server(handle, path)
    os.rename(path, path + "2")
    server.close()
    await server.wait_closed()
    print(os.listdir(folder))
    os.unlink(path + "2")

    print("- bound and never started")
    server = await asyncio.start_unix_server(handle, path, start_serving=False)
    print(os.path.exists(path))
    server.close()
    await server.wait_closed()
    print(os.path.exists(path))

    print("- other spellings")
    for spelling in (pathlib.Path(path), path.encode()):
        server = await asyncio.start_unix_server(handle, spelling)
        print(server.sockets[0].getsockname() == path, await greeted(spelling))
        server.close()
        await server.wait_closed()
    await attempt("a number", asyncio.open_unix_connection(5))
    await attempt("a number", asyncio.start_unix_server(handle, 5))

    print("- too long")
    longest = os.path.join(folder, "x" * (106 - len(folder)))
    server = await asyncio.start_unix_server(handle, longest)
    print(await greeted(longest))
    server.close()
    await server.wait_closed()
    await attempt("connect", asyncio.open_unix_connection(longest + "x"))
    await attempt("listen", asyncio.start_unix_server(handle, longest + "x"))
    print(os.listdir(folder))


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main())
