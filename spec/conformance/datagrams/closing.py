import asyncio
import re


class Traced(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name

    def connection_made(self, transport):
        self.transport = transport
        print(f"{self.name}: connection_made", shown(transport))

    def datagram_received(self, data, addr):
        print(f"{self.name}: datagram_received", data)
        self.received.set()

    def connection_lost(self, exc):
        print(f"{self.name}: connection_lost", repr(exc), self.transport.is_closing())


def shown(transport):
    return re.sub(r"fd=\d+", "fd=N", repr(transport))


async def main():
    loop = asyncio.get_running_loop()

    async def endpoint(name):
        print("-", name)
        return await loop.create_datagram_endpoint(lambda: Traced(name), local_addr=("127.0.0.1", 0))

    transport, protocol = await endpoint("close")
    print(shown(transport), transport.is_closing(), transport.get_protocol() is protocol)
    loop.call_soon(print, "before")
    transport.close()
    loop.call_soon(print, "after")
    transport.close()
    transport.abort()
    print(shown(transport), transport.is_closing())
    await asyncio.sleep(0)
    print(shown(transport), transport.is_closing())

    transport, protocol = await endpoint("abort")
    transport.abort()
    transport.close()
    transport.abort()
    print(shown(transport))
    await asyncio.sleep(0)
    print(shown(transport))

    # What has come is not handed over any more, and what was sent has gone.
    transport, protocol = await endpoint("sender")
    receiver, other = await endpoint("receiver")
    other.received = asyncio.Event()
    deaf, _ = await endpoint("deaf")
    transport.sendto(b"heard", receiver.get_extra_info("sockname"))
    transport.sendto(b"not heard", deaf.get_extra_info("sockname"))
    transport.close()
    deaf.close()
    await other.received.wait()
    receiver.close()
    await asyncio.sleep(0)

    transport, protocol = await endpoint("another protocol")
    transport.set_protocol(Traced("the other"))
    transport.get_protocol().transport = transport
    print(transport.get_protocol().name)
    transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
