import asyncio
import socket


async def handle(reader, writer):
    host = writer.get_extra_info("sockname")[0]
    writer.write(f"this is {host}\n".encode())
    writer.close()


async def ask(host, port):
    reader, writer = await asyncio.open_connection(host, port)
    print(await reader.readline(), len(writer.get_extra_info("peername")))
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, ["127.0.0.1", "::1", "127.0.0.1"], 0)
    for sock in sorted(server.sockets, key=lambda sock: sock.family):
        print(sock.family == socket.AF_INET, sock.getsockname()[0], len(sock.getsockname()))
        await ask(*sock.getsockname()[:2])
    server.close()
    await server.wait_closed()

    print("- everywhere")
    server = await asyncio.start_server(handle, None, 0)
    print(sorted(sock.getsockname()[0] for sock in server.sockets))
    ports = {sock.family: sock.getsockname()[1] for sock in server.sockets}
    await ask("127.0.0.1", ports[socket.AF_INET])
    await ask("::1", ports[socket.AF_INET6])
    server.close()
    server = await asyncio.start_server(handle, "", 0, family=socket.AF_INET)
    print([sock.getsockname()[0] for sock in server.sockets])
    await ask("127.0.0.1", server.sockets[0].getsockname()[1])
    server.close()

    print("- by name")
    server = await asyncio.start_server(handle, "localhost", 0, family=socket.AF_INET)
    port = server.sockets[0].getsockname()[1]
    await ask("localhost", port)
    server.close()
    await server.wait_closed()

    print("- the same port again")
    server = await asyncio.start_server(handle, "127.0.0.1", port)
    await ask("127.0.0.1", port)
    server.close()


asyncio.run(main())
