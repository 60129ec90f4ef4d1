import asyncio


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.transport = None
        self.got = asyncio.Event()
        self.lost = asyncio.get_running_loop().create_future()

    def log(self, *what):
        print(f"{self.name}:", *what)
        asyncio.get_running_loop().call_soon(print, f"  after {self.name}", what[0])

    def connection_made(self, transport):
        self.transport = transport
        self.log("connection_made", transport.is_closing(), transport.is_reading())

    def data_received(self, data):
        self.log("data_received", data)
        if self.name == "server":
            self.transport.write(data[::-1])
        self.got.set()

    def eof_received(self):
        self.log("eof_received")

    def connection_lost(self, exc):
        self.log("connection_lost", repr(exc), self.transport.is_closing())
        if not self.lost.done():
            self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    made = []

    def server_factory():
        made.append(Traced("server"))
        print("server: made")
        return made[-1]

    def client_factory():
        print("client: made")
        return Traced("client")

    server = await loop.create_server(server_factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(client_factory, "127.0.0.1", port)
    print("connected", protocol.name, transport.get_protocol() is protocol)
    transport.write(b"hello")
    await protocol.got.wait()
    print("closing")
    transport.close()
    transport.close()
    print("closed:", transport.is_closing())
    await protocol.lost
    await made[0].lost
    server.close()
    await server.wait_closed()

    print("- closed by the server, half open")
    server = await loop.create_server(server_factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(client_factory, "127.0.0.1", port)
    while len(made) < 2 or made[1].transport is None:
        await asyncio.sleep(0)
    made[1].transport.write(b"last words")
    made[1].transport.write_eof()
    await protocol.lost
    await made[1].lost
    server.close()
    await server.wait_closed()


asyncio.run(main())
