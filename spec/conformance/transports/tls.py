import asyncio
import ssl

FOLDER = "../../support/tls"


def server_context():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    return context


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.made = asyncio.Event()
        self.received = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, "connection_made", transport.can_write_eof(), transport.is_closing())
        print(self.name, "cipher", len(transport.get_extra_info("cipher")))
        self.made.set()

    def data_received(self, data):
        print(self.name, "data_received", data)
        if self.name == "server":
            self.transport.write(data.upper())
        self.received.set()

    def eof_received(self):
        print(self.name, "eof_received")

    def connection_lost(self, exc):
        print(self.name, "connection_lost", repr(exc))
        self.lost.set()


async def main():
    loop = asyncio.get_running_loop()
    made = []

    def factory():
        made.append(Traced("server"))
        return made[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=server_context())
    port = server.sockets[0].getsockname()[1]
    client_context = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    transport, protocol = await loop.create_connection(
        lambda: Traced("client"), "127.0.0.1", port, ssl=client_context, server_hostname="localhost"
    )
    print("connected", transport.get_protocol() is protocol)
    transport.write(b"hello")
    await protocol.received.wait()
    try:
        transport.write_eof()
    except NotImplementedError as e:
        print(type(e).__name__)
    print(transport.get_extra_info("sslcontext") is client_context)
    print(transport.get_extra_info("ssl_object") is not None, transport.get_extra_info("compression"))
    print(transport.get_extra_info("peername")[0], transport.get_extra_info("socket").getpeername()[1] == port)
    cert = transport.get_extra_info("peercert")
    print(sorted(cert.keys() - {"version"}))
    print([list(part[0]) for part in cert["subject"]], [list(part[0]) for part in cert["issuer"]])
    print([list(name) for name in cert["subjectAltName"]])
    print("of the client:", made[0].transport.get_extra_info("peercert"))
    print(list(transport.get_write_buffer_limits()), transport.get_write_buffer_size())

    transport.close()
    print("closing", transport.is_closing())
    transport.write(b"late")
    await protocol.lost.wait()
    await made[0].lost.wait()

    print("- the server closes")
    transport, protocol = await loop.create_connection(
        lambda: Traced("client"), "127.0.0.1", port, ssl=client_context, server_hostname="localhost"
    )
    await made[1].made.wait()
    made[1].transport.write(b"bye")
    made[1].transport.close()
    await protocol.lost.wait()
    await made[1].lost.wait()

    print("- abort")
    transport, protocol = await loop.create_connection(
        lambda: Traced("client"), "127.0.0.1", port, ssl=client_context, server_hostname="localhost"
    )
    transport.write(b"all was read")
    await protocol.received.wait()
    transport.abort()
    await protocol.lost.wait()
    await made[2].lost.wait()
    server.close()
    await server.wait_closed()


asyncio.run(main())
