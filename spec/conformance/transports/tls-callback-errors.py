import asyncio
import ssl

FOLDER = "../../support/tls"


class Failing(asyncio.Protocol):
    def __init__(self, method):
        self.method = method
        self.reached = asyncio.Event()
        self.lost = asyncio.Event()

    def fail(self, method):
        if self.method == method:
            self.reached.set()
            raise ValueError(method)

    def connection_made(self, transport):
        print("connection_made")
        self.fail("connection_made")

    def data_received(self, data):
        print("data_received")
        self.reached.set()
        self.fail("data_received")

    def eof_received(self):
        print("eof_received")
        self.fail("eof_received")

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))
        self.lost.set()
        self.fail("connection_lost")


def report(loop, context):
    print(context["message"], repr(context["exception"]), repr(context.get("handle")))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    keywords = {"ssl": trusting, "server_hostname": "localhost"}
    for method in ("connection_made", "data_received", "eof_received", "connection_lost"):
        print("-", method)
        protocol = Failing(method)
        server = await loop.create_server(lambda: protocol, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        transport, _ = await loop.create_connection(asyncio.Protocol, "127.0.0.1", port, **keywords)
        transport.write(b"x")
        await protocol.reached.wait()
        transport.close()
        await protocol.lost.wait()
        await asyncio.sleep(0)
        server.close()

    print("- of a client")
    server = await loop.create_server(asyncio.Protocol, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    protocol = Failing("connection_made")
    try:
        await loop.create_connection(lambda: protocol, "127.0.0.1", port, **keywords)
    except ValueError as e:
        print(repr(e))
    await protocol.lost.wait()
    server.close()


asyncio.run(main())
