import asyncio


class Traced(asyncio.DatagramProtocol):
    def error_received(self, exc):
        print("  error_received", repr(exc))

    def connection_lost(self, exc):
        print("  connection_lost", repr(exc))


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print(" ", context["message"])
        print("  about", sorted(context))
        print(" ", repr(context["exception"]))
        print("  told while", "closing" if context["transport"].is_closing() else "open")

    loop.set_exception_handler(handler)
    for addr in [None, "127.0.0.1", ("127.0.0.1",), ("127.0.0.1", 1, 2), ("127.0.0.1", "9"), (1, 2)]:
        print(addr if addr is None or isinstance(addr, str) else list(addr))
        transport, protocol = await loop.create_datagram_endpoint(Traced, local_addr=("127.0.0.1", 0))
        transport.sendto(b"x", addr)
        print("  returned", transport.is_closing())
        await asyncio.sleep(0)

    print("no bytes")
    transport, protocol = await loop.create_datagram_endpoint(Traced, local_addr=("127.0.0.1", 0))
    for data in [None, 1, [1]]:
        try:
            transport.sendto(data, ("127.0.0.1", 9))
        except TypeError as exc:
            print("  TypeError:", exc)
    print("  still open:", not transport.is_closing())
    transport.close()
    await asyncio.sleep(0)


asyncio.run(main())
