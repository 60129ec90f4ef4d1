import asyncio
import socket


class Traced(asyncio.DatagramProtocol):
    def __init__(self):
        self.got = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.got.put_nowait((data, addr))

    def error_received(self, exc):
        print("error_received", repr(exc))


async def main():
    loop = asyncio.get_running_loop()
    server, s = await loop.create_datagram_endpoint(Traced, local_addr=("::1", 0))
    address = server.get_extra_info("sockname")
    print(address[0], len(address), address[2:], int(server.get_extra_info("socket").family))
    client, c = await loop.create_datagram_endpoint(Traced, remote_addr=address[:2])
    client.sendto(b"by six")
    data, addr = await s.got.get()
    print(data, addr == client.get_extra_info("sockname"), len(addr))
    server.sendto(b"back", addr)
    data, addr = await c.got.get()
    print(data, addr == address)
    client.sendto(b"named", address)
    print((await s.got.get())[0])
    try:
        client.sendto(b"short", address[:2])
    except ValueError as exc:
        print("ValueError:", str(exc).replace(str(address[1]), "PORT"))
    server.sendto(b"x", ("127.0.0.1", 9))

    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    server.sendto(b"x", ("::1",))
    await asyncio.sleep(0)

    print("- all addresses of both families")
    both, b = await loop.create_datagram_endpoint(Traced, local_addr=("::", 0))
    port = both.get_extra_info("sockname")[1]
    four, f = await loop.create_datagram_endpoint(Traced, remote_addr=("127.0.0.1", port))
    four.sendto(b"by four")
    data, addr = await b.got.get()
    print(data, addr[0])
    for transport in [client, both, four]:
        transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
