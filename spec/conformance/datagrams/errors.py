import asyncio
import socket


class Traced(asyncio.DatagramProtocol):
    def __init__(self):
        self.failed = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport

    def error_received(self, exc):
        print("  error_received", repr(exc), exc.errno)
        self.failed.set()

    def connection_lost(self, exc):
        print("  connection_lost", repr(exc))


async def main():
    loop = asyncio.get_running_loop()

    print("nobody there")
    unused = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    unused.bind(("127.0.0.1", 0))
    address = unused.getsockname()
    unused.close()
    transport, protocol = await loop.create_datagram_endpoint(Traced, remote_addr=address)
    transport.sendto(b"anybody?")
    print("  sent")
    await protocol.failed.wait()
    print("  still open:", not transport.is_closing())
    transport.close()
    await asyncio.sleep(0)

    print("what the system refuses at once")
    transport, protocol = await loop.create_datagram_endpoint(Traced, local_addr=("127.0.0.1", 0))
    for size, addr in [(70000, ("127.0.0.1", 9)), (1, ("127.0.0.1", 0)), (1, ("255.255.255.255", 9)), (1, ("::1", 9))]:
        print(size, addr)
        transport.sendto(b"x" * size, addr)
        print("  returned", transport.is_closing())

    print("a protocol that does not like errors")
    def error_received(exc):
        raise RuntimeError("no errors, please")
    protocol.error_received = error_received
    try:
        transport.sendto(b"x" * 70000, ("127.0.0.1", 9))
    except RuntimeError as exc:
        print("  RuntimeError:", exc)
    print("  still open:", not transport.is_closing())
    transport.abort()
    await asyncio.sleep(0)


asyncio.run(main())
