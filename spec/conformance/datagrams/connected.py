import asyncio


class Traced(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name
        self.got = asyncio.Queue()

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.got.put_nowait((data, addr))

    def error_received(self, exc):
        print(f"{self.name}: error_received", repr(exc))

    def connection_lost(self, exc):
        print(f"{self.name}: connection_lost", repr(exc))


async def main():
    loop = asyncio.get_running_loop()
    here = ("127.0.0.1", 0)
    server, s = await loop.create_datagram_endpoint(lambda: Traced("server"), here)
    address = server.get_extra_info("sockname")
    stranger, _ = await loop.create_datagram_endpoint(lambda: Traced("stranger"), here)
    client, c = await loop.create_datagram_endpoint(lambda: Traced("client"), here, address)
    own = client.get_extra_info("sockname")

    print("peers:", server.get_extra_info("peername"), client.get_extra_info("peername") == address)
    client.sendto(b"one")
    data, addr = await s.got.get()
    print("server got", data, addr == own)
    client.sendto(b"two", None)
    client.sendto(b"three", address)
    for _ in range(2):
        print("server got", (await s.got.get())[0])

    for addr in [("127.0.0.1", 9), ("127.0.0.1",), ()]:
        try:
            client.sendto(b"x", addr)
            print("sent")
        except ValueError as exc:
            print("ValueError:", str(exc).replace(str(address[1]), "PORT"))

    # Of a connected endpoint, only the other end is heard.
    stranger.sendto(b"from a stranger", own)
    server.sendto(b"from the server", own)
    data, addr = await c.got.get()
    print("client got", data, addr == address, c.got.empty())

    for transport in [client, stranger, server]:
        transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
