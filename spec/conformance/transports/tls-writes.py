# What is written over TLS in one iteration of the loop comes as one; what leaves before an end comes before it.
import asyncio
import ssl

FOLDER = "../../support/tls"


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.made = asyncio.Event()
        self.lost = asyncio.Event()
        self.received = 0
        self.awaited = 0
        self.enough = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        self.made.set()

    def data_received(self, data):
        print(self.name, "data_received", len(data) if len(data) > 20 else data)
        self.received += len(data)
        if self.received >= self.awaited:
            self.enough.set()

    def eof_received(self):
        print(self.name, "eof_received")

    def connection_lost(self, exc):
        print(self.name, "connection_lost", type(exc).__name__)
        self.lost.set()

    async def has_received(self, size):
        self.awaited += size
        if self.received < self.awaited:
            self.enough.clear()
            await self.enough.wait()


async def main():
    loop = asyncio.get_running_loop()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")

    async def connected():
        far, near = Traced("far"), Traced("near")
        server = await loop.create_server(lambda: far, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        keywords = {"ssl": trusting, "server_hostname": "localhost"}
        await loop.create_connection(lambda: near, "127.0.0.1", port, **keywords)
        await far.made.wait()
        server.close()
        return far, near

    far, near = await connected()
    print("- at once")
    near.transport.write(b"one ")
    near.transport.write(b"two ")
    near.transport.writelines([b"three ", b"four ", b"five"])
    await far.has_received(23)

    print("- by two callbacks")
    loop.call_soon(near.transport.write, b"one ")
    loop.call_soon(near.transport.write, b"two")
    await far.has_received(7)

    print("- more than a record holds")
    near.transport.write(bytes(10_000))
    near.transport.write(bytes(10_000))
    near.transport.write(bytes(10_000))
    await far.has_received(30_000)

    print("- to and fro")
    near.transport.write(b"question ")
    far.transport.write(b"another ")
    near.transport.write(b"one")
    far.transport.write(b"one")
    await asyncio.gather(far.has_received(12), near.has_received(11))

    print("- and closed")
    near.transport.write(b"that is ")
    near.transport.write(b"all")
    near.transport.close()
    await near.lost.wait()
    await far.lost.wait()

    print("- and aborted")
    far, near = await connected()
    far.transport.write(b"the first")
    await near.has_received(9)
    near.transport.write(b"the ")
    near.transport.write(b"last")
    near.transport.abort()
    await near.lost.wait()
    await far.lost.wait()


asyncio.run(main())
