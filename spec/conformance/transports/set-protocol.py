import asyncio


class Traced(asyncio.Protocol):
    def __init__(self, name, lost):
        self.name = name
        self.lost = lost

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, "connection_made")

    def data_received(self, data):
        print(self.name, "data_received", data)
        if data == b"upgrade":
            after = Traced("after", self.lost)
            self.transport.set_protocol(after)
            print("same:", self.transport.get_protocol() is after)
            self.transport.write(b"upgraded")

    def eof_received(self):
        print(self.name, "eof_received")

    def connection_lost(self, exc):
        print(self.name, "connection_lost", exc)
        self.lost.set()


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, got):
        self.buffer = bytearray(100)
        self.got = got

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        print("buffered", bytes(self.buffer[:nbytes]))
        self.got.set()

    def connection_lost(self, exc):
        print("buffered connection_lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    lost = asyncio.Event()
    got = asyncio.Event()
    server = await loop.create_server(lambda: Traced("before", lost), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, _ = await loop.create_connection(lambda: Buffered(got), "127.0.0.1", port)
    transport.write(b"upgrade")
    await got.wait()
    done = asyncio.Event()
    transport.set_protocol(Traced("client", done))
    transport.write(b"data")
    transport.write_eof()
    await lost.wait()
    await done.wait()
    print("closing:", transport.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
