import asyncio
import ssl

FOLDER = "../../support/tls"


class Upgrading(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.got = asyncio.Queue()
        self.made = 0
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.made += 1
        self.transport = transport

    def data_received(self, data):
        print(self.name, "got", data)
        self.got.put_nowait(data)

    def eof_received(self):
        print(self.name, "eof")

    def connection_lost(self, exc):
        print(self.name, "lost", repr(exc), "made", self.made)
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    accepted = loop.create_future()

    def factory():
        accepted.set_result(Upgrading("server"))
        return accepted.result()

    server = await loop.create_server(factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, client = await loop.create_connection(lambda: Upgrading("client"), "127.0.0.1", port)
    other = await accepted
    transport.write(b"in the clear")
    await other.got.get()

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    secure, other_secure = await asyncio.gather(
        loop.start_tls(transport, client, trusting, server_hostname="localhost"),
        loop.start_tls(other.transport, other, context, server_side=True),
    )
    print("new transports", secure is not transport, other_secure is not other.transport)
    print(secure.get_extra_info("sslcontext") is trusting, secure.get_extra_info("peername")[1] == port)
    secure.write(b"in secret")
    await other.got.get()
    other_secure.write(b"I see")
    await client.got.get()
    server.close()
    waiter = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0)
    print("server waits", not waiter.done())
    secure.close()
    await client.lost
    await other.lost
    await waiter

    print("- wrong arguments")
    for wrong in (None, 1, "context"):
        try:
            await loop.start_tls(secure, client, wrong)
        except TypeError:
            print("TypeError")
    try:
        await loop.start_tls(asyncio.Transport(), client, trusting)
    except TypeError as e:
        print(type(e).__name__, str(e).split(" object")[0].split(".")[-1])


asyncio.run(main())
