# Whoever closes with something unread resets the connection, also if it came only just before the end.
import asyncio


class Side(asyncio.Protocol):
    def __init__(self, name, lost):
        self.name, self.lost = name, lost

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        print(self.name, "got", len(data))

    def eof_received(self):
        print(self.name, "sees the end")

    def connection_lost(self, exc):
        self.lost.set_result(f"{self.name} lost: {exc!r}")


async def pair():
    loop = asyncio.get_running_loop()
    futures = loop.create_future(), loop.create_future()
    accepted = asyncio.Queue()

    def accept():
        side = Side("server", futures[0])
        accepted.put_nowait(side)
        return side

    server = await loop.create_server(accept, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    _, client = await loop.create_connection(lambda: Side("client", futures[1]), *address)
    side = await accepted.get()
    await asyncio.sleep(0.01)
    server.close()
    return side.transport, client.transport, futures


async def main():
    print("- the other side writes when it is closed")
    server, client, futures = await pair()
    client.close()
    server.write(b"too late")
    print(await asyncio.gather(*futures))

    print("- it has written just before")
    server, client, futures = await pair()
    client.write(b"one")
    client.write(b"two")
    server.close()
    print(await asyncio.gather(*futures))

    print("- nothing is unread")
    server, client, futures = await pair()
    client.write(b"in time")
    await asyncio.sleep(0.05)
    server.close()
    print(await asyncio.gather(*futures))


asyncio.run(main())
