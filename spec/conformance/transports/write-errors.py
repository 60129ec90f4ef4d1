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

    def eof_received(self):
        self.ended.set()
        return self.keep_open

    def connection_lost(self, exc):
        if self.name == "near":
            print("connection_lost", repr(exc))
        self.lost.set()


async def connected():
    loop = asyncio.get_running_loop()
    far, near = Traced("far"), Traced("near", keep_open=True)
    server = await loop.create_server(lambda: far, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await loop.create_connection(lambda: near, "127.0.0.1", port)
    await far.made.wait()
    server.close()
    return near, near.transport, far, far.transport


async def attempt(what, awaitable):
    try:
        print(what, await awaitable)
    except OSError as e:
        print(what, repr(e))


async def main():
    for method in ("write", "writelines"):
        print("-", method, "after the peer has gone")
        near, transport, far, far_transport = await connected()
        far_transport.abort()
        await near.ended.wait()
        transport.write(b"is answered by a reset")
        print("closing", transport.is_closing())
        while not transport.is_closing():
            await asyncio.sleep(0)
            getattr(transport, method)(b"x" if method == "write" else [b"x", b"y"])
        print("closing", transport.is_closing(), transport.is_reading(), transport.get_write_buffer_size())
        transport.write(b"ignored")
        await near.lost.wait()

    print("- more than the system takes at once")
    near, transport, far, far_transport = await connected()
    far_transport.abort()
    await near.ended.wait()
    transport.write(b"is answered by a reset")
    await exchange()
    transport.write(bytes(1_000_000))
    print("closing", transport.is_closing())
    await near.lost.wait()

    print("- reset while nobody reads")
    near, transport, far, far_transport = await connected()
    transport.pause_reading()
    far_transport.pause_reading()
    transport.write(b"not read")
    await exchange()
    far_transport.abort()
    await exchange()
    print("closing", transport.is_closing())
    transport.write(b"x")
    print("closing", transport.is_closing())
    await near.lost.wait()

    print("- a stream")

    async def handle(reader, writer):
        await reader.read(1)
        writer.transport.abort()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"request")
    while not reader.at_eof():
        await asyncio.sleep(0)
    writer.write(b"is answered by a reset")
    await attempt("drain", writer.drain())
    while not writer.is_closing():
        await asyncio.sleep(0)
        writer.write(b"x")
    await attempt("drain", writer.drain())
    await attempt("drain", writer.drain())
    await attempt("read", reader.read())
    await attempt("wait_closed", writer.wait_closed())
    server.close()


asyncio.run(main())
