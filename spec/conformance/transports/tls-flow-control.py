# When a protocol over TLS is told to pause: below its write buffer is the one of the plain transport, which takes
# anything while it is not full itself.
import asyncio
import ssl

FOLDER = "../../support/tls"
LONG = bytes(8_000_000)


class Side(asyncio.Protocol):
    def __init__(self):
        self.received = 0
        self.changed = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.received += len(data)
        self.changed.set()

    def pause_writing(self):
        print("pause")

    def resume_writing(self):
        print("resume")

    async def has_received(self, count):
        while self.received < count:
            self.changed.clear()
            await self.changed.wait()
        print("received", self.received)


async def main():
    loop = asyncio.get_running_loop()
    server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server_context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    client_context = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    accepted = asyncio.Queue()

    def accept():
        side = Side()
        accepted.put_nowait(side)
        return side

    server = await loop.create_server(accept, "127.0.0.1", 0, ssl=server_context)
    port = server.sockets[0].getsockname()[1]
    _, client = await loop.create_connection(
        Side, "127.0.0.1", port, ssl=client_context, server_hostname="localhost"
    )
    other = await accepted.get()
    await asyncio.sleep(0.05)
    transport = client.transport

    def show():
        print(list(transport.get_write_buffer_limits()), transport.get_write_buffer_size())

    show()
    print("- one long write goes down as it is")
    transport.write(LONG)
    show()
    await other.has_received(8_000_000)

    print("- what is written behind it has to wait")
    other.transport.pause_reading()
    transport.write(LONG)
    show()
    transport.write(b"x" * 1000)
    show()
    transport.write(LONG)
    show()
    transport.writelines([b"x" * 1000, b"y" * 1000])
    show()
    other.transport.resume_reading()
    await other.has_received(24_003_000)
    await asyncio.sleep(0.05)
    show()

    print("- limits")
    transport.set_write_buffer_limits(low=1000)
    show()
    transport.set_write_buffer_limits(high=2000)
    show()
    other.transport.pause_reading()
    transport.write(LONG)
    transport.write(b"x" * 1999)
    show()
    transport.write(b"x")
    show()
    transport.set_write_buffer_limits()
    show()
    transport.abort()
    other.transport.abort()
    server.close()


asyncio.run(main())
