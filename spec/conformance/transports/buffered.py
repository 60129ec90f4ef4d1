import asyncio


class Filling(asyncio.BufferedProtocol):
    def __init__(self, size):
        self.buffer = bytearray(size)
        self.got = bytearray()
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        print("made")

    def get_buffer(self, sizehint):
        print("get_buffer", sizehint)
        return self.buffer

    def buffer_updated(self, nbytes):
        self.got += self.buffer[:nbytes]
        print("buffer_updated", nbytes, bytes(self.got))

    def eof_received(self):
        print("eof_received")

    def connection_lost(self, exc):
        print("lost", repr(exc))
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: print("handler:", context["message"], repr(context["exception"]))
    )
    for size in (100, 4, 0):
        print("- a buffer of", size)
        protocol = Filling(size)
        server = await loop.create_server(lambda: protocol, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"0123456789")
        writer.close()
        await protocol.lost
        server.close()


asyncio.run(main())
