import asyncio


class Traced(asyncio.Protocol):
    def __init__(self):
        self.made = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        self.made.set()

    def eof_received(self):
        print("eof_received")

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))
        self.lost.set()


class Half(asyncio.BufferedProtocol):
    """Takes a part of what has come, and closes."""

    def __init__(self, how):
        self.how = how

    def connection_made(self, transport):
        self.transport = transport
        self.buffer = bytearray(8)

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        print("buffer_updated", nbytes, self.how)
        getattr(self.transport, self.how)()


async def main():
    loop = asyncio.get_running_loop()
    for how in ("close", "abort"):
        for text in (b"just all", b"more than that"):
            near = Traced()
            server = await loop.create_server(lambda: Half(how), "127.0.0.1", 0)
            port = server.sockets[0].getsockname()[1]
            transport, _ = await loop.create_connection(lambda: near, "127.0.0.1", port)
            transport.write(text)
            await near.lost.wait()
            server.close()


asyncio.run(main())
