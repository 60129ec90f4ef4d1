import asyncio

from loopback import exchange


class Slow(asyncio.Protocol):
    def __init__(self):
        self.made = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        self.count = 0
        transport.pause_reading()
        self.made.set()

    def data_received(self, data):
        self.count += len(data)

    def connection_lost(self, exc):
        self.lost.set()


class Writer(asyncio.Protocol):
    def __init__(self):
        self.resumed = asyncio.get_running_loop().create_future()

    def pause_writing(self):
        print("pause_writing")

    def resume_writing(self):
        print("resume_writing")
        if not self.resumed.done():
            self.resumed.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    reader = Slow()
    server = await loop.create_server(lambda: reader, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(Writer, "127.0.0.1", port)
    await reader.made.wait()
    print("limits", transport.get_write_buffer_limits(), transport.get_write_buffer_size())
    for high, low in ((None, None), (1000, None), (None, 10), (0, None), (2000, 500)):
        transport.set_write_buffer_limits(high=high, low=low)
        print(high, low, "->", transport.get_write_buffer_limits())
    for high, low in ((10, 20), (-1, None), (5, -1)):
        try:
            transport.set_write_buffer_limits(high=high, low=low)
        except ValueError as e:
            print(repr(e))
    transport.set_write_buffer_limits(high=100_000)
    print("reading", reader.transport.is_reading())

    written = 0
    block = bytes(1_000_000)
    while transport.get_write_buffer_size() <= 100_000:
        transport.write(block)
        written += len(block)
    print("full", transport.get_write_buffer_size() > 100_000)
    transport.write(block)
    written += len(block)
    await exchange()
    print("resumed", protocol.resumed.done(), "read", reader.count)
    reader.transport.resume_reading()
    reader.transport.resume_reading()
    await protocol.resumed
    print("low", transport.get_write_buffer_size() <= 25_000)
    transport.close()
    await reader.lost.wait()
    print("all of it came", reader.count == written)
    server.close()
    await server.wait_closed()


asyncio.run(main())
