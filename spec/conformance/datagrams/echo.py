import asyncio


class EchoServer(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        message = data.decode()
        print("Received %r from %s" % (message, addr[0]))
        print("Send %r to %s" % (message, addr[0]))
        self.transport.sendto(data, addr)


class EchoClient(asyncio.DatagramProtocol):
    def __init__(self, message, on_con_lost):
        self.message = message
        self.on_con_lost = on_con_lost
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport
        print("Send:", self.message)
        self.transport.sendto(self.message.encode())

    def datagram_received(self, data, addr):
        print("Received:", data.decode())
        print("Close the socket")
        self.transport.close()

    def error_received(self, exc):
        print("Error received:", exc)

    def connection_lost(self, exc):
        print("Connection closed")
        self.on_con_lost.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(EchoServer, local_addr=("127.0.0.1", 0))
    address = server.get_extra_info("sockname")
    for message in ["Hello World!", "", "naïve"]:
        on_con_lost = loop.create_future()
        client, protocol = await loop.create_datagram_endpoint(
            lambda: EchoClient(message, on_con_lost), remote_addr=address
        )
        try:
            await on_con_lost
        finally:
            client.close()
        print(protocol.transport is client, client.is_closing())
    server.close()
    await asyncio.sleep(0)


asyncio.run(main())
