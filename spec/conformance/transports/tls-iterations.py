# How many iterations of the loop TLS takes, and in which of them the protocols hear of it.
# The handshake's are not counted: both sides of it are Node's own, and a slow machine may give it one for nothing.
import asyncio
import ssl

FOLDER = "../../support/tls"
trace = []


async def turns_during(what, work, counted=True):
    done = False

    async def other():
        turns = 0
        while not done:
            turns += 1
            trace.append(str(turns))
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    trace.clear()
    try:
        return await work
    finally:
        done = True
        print(what, *[each for each in trace if counted or ":" in each])
        await task


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.made = asyncio.Event()
        self.got = asyncio.Event()
        self.lost = asyncio.Event()

    def tell(self, what):
        trace.append(f"{self.name}:{what}")

    def connection_made(self, transport):
        self.tell("made")
        self.transport = transport
        self.made.set()

    def data_received(self, data):
        self.tell(len(data))
        if self.name == "server":
            self.transport.write(data)
        self.got.set()

    def eof_received(self):
        self.tell("eof")

    def connection_lost(self, exc):
        self.tell("lost")
        self.lost.set()


async def trip(protocol, text):
    protocol.got.clear()
    protocol.transport.write(text)
    await protocol.got.wait()


async def close(protocol, other):
    protocol.transport.close()
    await protocol.lost.wait()
    await other.lost.wait()


async def main():
    loop = asyncio.get_running_loop()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{FOLDER}/localhost.pem", f"{FOLDER}/localhost.key")
    trusting = ssl.create_default_context(cafile=f"{FOLDER}/ca.pem")
    keywords = {"ssl": trusting, "server_hostname": "localhost"}
    served = []

    def factory():
        served.append(Traced("server"))
        return served[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]

    def connect():
        return loop.create_connection(lambda: Traced("client"), "127.0.0.1", port, **keywords)

    for _ in range(2):
        _, client = await turns_during("connect:", connect(), False)
        await turns_during("the server's:", served[-1].made.wait(), False)
        for _ in range(2):
            await turns_during("there and back:", trip(client, b"x"))
        await turns_during("the client closes:", close(client, served[-1]))

        _, client = await turns_during("connect:", connect(), False)
        await turns_during("there and back:", trip(client, b"x"))
        await turns_during("the server closes:", close(served[-1], client))

    server.close()
    await server.wait_closed()

    print("start_tls")
    server = await loop.create_server(factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for _ in range(2):
        transport, client = await loop.create_connection(lambda: Traced("client"), "127.0.0.1", port)
        await trip(client, b"x")
        far = served[-1]
        both = asyncio.gather(
            loop.start_tls(far.transport, far, context, server_side=True),
            loop.start_tls(transport, client, trusting, server_hostname="localhost"),
        )
        far.transport, client.transport = await turns_during("both:", both, False)
        await turns_during("there and back:", trip(client, b"x"))
        await turns_during("the client closes:", close(client, far))
    server.close()


asyncio.run(main())
