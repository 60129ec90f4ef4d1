import asyncio


class Hub(asyncio.DatagramProtocol):
    def __init__(self):
        self.members = {}

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        word, _, rest = data.decode().partition(" ")
        if word == "join":
            self.members[addr] = rest
        elif word == "leave":
            del self.members[addr]
        elif addr not in self.members:
            self.transport.sendto(b"who are you?", addr)
        else:
            for member in self.members:
                self.transport.sendto(f"{self.members[addr]}: {data.decode()}".encode(), member)
        self.transport.sendto(b"ok", addr)


class Member(asyncio.DatagramProtocol):
    def __init__(self):
        self.got = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.got.put_nowait(data.decode())


async def main():
    loop = asyncio.get_running_loop()
    hub, _ = await loop.create_datagram_endpoint(Hub, local_addr=("127.0.0.1", 0))
    address = hub.get_extra_info("sockname")

    async def member(name):
        transport, protocol = await loop.create_datagram_endpoint(Member, remote_addr=address)

        async def say(text):
            transport.sendto(text.encode())
            while (answer := await asyncio.wait_for(protocol.got.get(), 5)) != "ok":
                print(f"{name} hears", answer)

        return transport, protocol, say

    a, a_protocol, a_says = await member("a")
    b, b_protocol, b_says = await member("b")
    await a_says("hello")
    await a_says("join ann")
    await a_says("anybody?")
    await b_says("join bob")
    await b_says("me")
    print("a hears", await a_protocol.got.get())
    await a_says("leave")
    await b_says("alone again")
    print(a_protocol.got.qsize(), b_protocol.got.qsize())
    for transport in [a, b, hub]:
        transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
