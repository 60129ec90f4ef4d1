import asyncio


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.done = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        if self.name == "aborts at once":
            transport.abort()
            print(self.name, "connection_made", transport.is_closing())

    def data_received(self, data):
        print(self.name, "data_received", data)
        if self.name == "aborts on data":
            self.transport.abort()
            self.transport.abort()
            self.transport.close()
            print(self.name, "closing", self.transport.is_closing(), self.transport.is_reading())

    def eof_received(self):
        print(self.name, "eof_received")

    def connection_lost(self, exc):
        print(self.name, "connection_lost", repr(exc))
        self.done.set()


async def main():
    loop = asyncio.get_running_loop()
    for name in ["aborts at once", "aborts on data"]:
        print("-", name)
        made = []

        def factory():
            made.append(Traced(name))
            return made[-1]

        server = await loop.create_server(factory, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        transport, protocol = await loop.create_connection(lambda: Traced("client"), "127.0.0.1", port)
        if name == "aborts on data":
            transport.write(b"data")
        await protocol.done.wait()
        await made[0].done.wait()
        transport.abort()
        transport.close()
        print(transport.is_closing(), transport.get_write_buffer_size())
        server.close()
        await server.wait_closed()

    print("- with a full buffer")
    made.clear()
    server = await loop.create_server(lambda: made.append(Traced("server")) or made[-1], "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(lambda: Traced("client"), "127.0.0.1", port)
    while not made or not hasattr(made[0], "transport"):
        await asyncio.sleep(0)
    made[0].transport.pause_reading()
    transport.write(bytes(20_000_000))
    print(transport.get_write_buffer_size() > 0)
    loop.call_soon(print, "before")
    transport.abort()
    loop.call_soon(print, "after")
    print(transport.get_write_buffer_size())
    await protocol.done.wait()
    made[0].transport.abort()
    await made[0].done.wait()
    server.close()
    await server.wait_closed()


asyncio.run(main())
