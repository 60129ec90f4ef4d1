import asyncio

from loopback import exchange


class Traced(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport
        asyncio.get_running_loop().call_soon(print, "  after connection_made")
        print("connection_made", transport.is_reading())

    def datagram_received(self, data, addr):
        print("datagram_received", data)
        asyncio.get_running_loop().call_soon(print, "  after", data)
        if data == b"bad":
            raise ValueError("I do not like it")
        if data == b"last":
            self.done.set()


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print("handler:", context["message"], repr(context["exception"]), sorted(context))

    loop.set_exception_handler(handler)
    receiver, protocol = await loop.create_datagram_endpoint(Traced, local_addr=("127.0.0.1", 0))
    address = receiver.get_extra_info("sockname")
    sender, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=address)

    print("- one in each iteration")
    protocol.done = asyncio.Event()
    for data in [b"one", b"two", b"bad", b"last"]:
        sender.sendto(data)
    await protocol.done.wait()
    print("open:", not receiver.is_closing())

    print("- paused")
    protocol.done.clear()
    receiver.pause_reading()
    receiver.pause_reading()
    print("reading:", receiver.is_reading())
    for data in [b"three", b"last"]:
        sender.sendto(data)
    await exchange()
    print("going on")
    receiver.resume_reading()
    receiver.resume_reading()
    print("reading:", receiver.is_reading())
    await protocol.done.wait()
    await asyncio.sleep(0)

    print("- closed")
    receiver.close()
    print("reading:", receiver.is_reading())
    receiver.resume_reading()
    sender.sendto(b"not heard")
    sender.close()
    await exchange()


asyncio.run(main())
