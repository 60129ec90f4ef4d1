import asyncio

from loopback import exchange


class Traced(asyncio.Protocol):
    def __init__(self, name, keep_open=False):
        self.name = name
        self.keep_open = keep_open
        self.made = asyncio.Event()
        self.ended = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        self.made.set()

    def data_received(self, data):
        print(self.name, "data_received", data)

    def eof_received(self):
        print(self.name, "eof_received")
        self.ended.set()
        return self.keep_open

    def connection_lost(self, exc):
        print(self.name, "connection_lost", repr(exc))
        self.lost.set()


def state(transport):
    return "idle" if "read=idle" in repr(transport) else "polling", transport.is_reading()


async def main():
    loop = asyncio.get_running_loop()
    far = Traced("far", keep_open=True)
    server = await loop.create_server(lambda: far, "127.0.0.1", 0)
    near = Traced("near")
    port = server.sockets[0].getsockname()[1]
    transport, _ = await loop.create_connection(lambda: near, "127.0.0.1", port)
    await far.made.wait()
    server.close()
    transport.write(b"all there is")
    transport.write_eof()
    await far.ended.wait()
    print(*state(far.transport))

    print("- whoever reads on comes to the same end")
    far.ended.clear()
    far.transport.pause_reading()
    print(*state(far.transport))
    far.transport.resume_reading()
    print(*state(far.transport))
    await far.ended.wait()
    print(*state(far.transport))

    print("- but not while paused")
    far.ended.clear()
    far.transport.pause_reading()
    far.transport.resume_reading()
    far.transport.pause_reading()
    await exchange()
    print("paused", far.ended.is_set())
    far.keep_open = False
    far.transport.resume_reading()
    await far.lost.wait()
    await near.lost.wait()
    print(far.transport.is_reading(), far.transport.is_closing())


asyncio.run(main())
