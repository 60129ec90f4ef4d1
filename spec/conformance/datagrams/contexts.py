import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


class Traced(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        print("connection_made", name.get(), asyncio.current_task())
        name.set("made")
        self.transport = transport

    def datagram_received(self, data, addr):
        print("datagram_received", data, name.get(), asyncio.current_task())
        name.set("received")
        self.transport.sendto(b"x" * 70000, addr)
        if data == b"last":
            self.transport.close()

    def error_received(self, exc):
        print("error_received", name.get())

    def connection_lost(self, exc):
        print("connection_lost", name.get(), asyncio.current_task())
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    name.set("creator")
    receiver, protocol = await loop.create_datagram_endpoint(Traced, local_addr=("127.0.0.1", 0))
    protocol.lost = loop.create_future()
    name.set("sender")
    sender, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=receiver.get_extra_info("sockname")
    )
    sender.sendto(b"first")
    sender.sendto(b"last")
    await protocol.lost
    print("main", name.get())
    sender.close()
    await asyncio.sleep(0)


asyncio.run(main())
