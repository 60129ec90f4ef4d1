import asyncio

from loopback import exchange


class Listening(asyncio.Protocol):
    def __init__(self, keep_open):
        self.keep_open = keep_open
        self.heard = asyncio.Event()
        self.ended = asyncio.Event()
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print("got", data)
        self.heard.set()

    def eof_received(self):
        print("eof")
        self.ended.set()
        return self.keep_open

    def connection_lost(self, exc):
        print("lost", repr(exc))
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    for keep_open in (False, True):
        print("- eof_received gives", keep_open)
        served = loop.create_future()

        async def handle(reader, writer):
            served.set_result((reader, writer))

        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        transport, protocol = await loop.create_connection(
            lambda: Listening(keep_open), "127.0.0.1", port
        )
        reader, writer = await served
        writer.write(b"one ")
        await protocol.heard.wait()
        protocol.heard.clear()

        transport.pause_reading()
        transport.pause_reading()
        print("reading", transport.is_reading())
        writer.write(b"two ")
        await exchange()
        writer.write(b"three")
        await exchange()
        print("resume")
        transport.resume_reading()
        transport.resume_reading()
        print("reading", transport.is_reading())
        await protocol.heard.wait()

        transport.pause_reading()
        writer.write(b"four")
        writer.write_eof()
        await exchange()
        print("nothing of the end yet")
        transport.resume_reading()
        await protocol.ended.wait()
        print("closing", transport.is_closing(), "reading", transport.is_reading())
        if keep_open:
            transport.write(b"still here")
            print("server got", await reader.read(100))
            transport.close()
        await protocol.lost
        print("server got", await reader.read(100))
        transport.pause_reading()
        transport.resume_reading()
        print("reading", transport.is_reading())
        writer.close()
        server.close()


asyncio.run(main())
