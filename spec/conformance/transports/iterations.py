import asyncio
import os
import tempfile


async def turns_during(what, work):
    """Says how often another task has its turn meanwhile."""
    turns = 0
    done = False

    async def other():
        nonlocal turns
        while not done:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    turns = 0
    try:
        return await work
    except OSError as e:
        print(type(e).__name__, end=" ")
    finally:
        done = True
        print(what, turns)
        await task


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def trip(stream, *lines):
    reader, writer = stream
    writer.writelines(lines)
    await writer.drain()
    return [await reader.readline() for _ in lines]


async def end(stream):
    reader, writer = stream
    writer.write_eof()
    return await reader.read()


async def close(stream):
    _, writer = stream
    writer.close()
    await writer.wait_closed()


async def whole(connect):
    stream = await connect()
    await trip(stream, b"one\n")
    await close(stream)


async def conversation(connect):
    stream = await turns_during("connect:", connect())
    for _ in range(3):
        await turns_during("a line and its echo:", trip(stream, b"one\n"))
    await turns_during("two lines:", trip(stream, b"one\n", b"two\n"))
    await turns_during("the end:", end(stream))
    await turns_during("close:", close(stream))
    await turns_during("all of it:", whole(connect))


async def several(connect, count):
    async def connect_all():
        return await asyncio.gather(*(connect() for _ in range(count)))

    async def all_of(of_one, *args):
        await asyncio.gather(*(of_one(stream, *args) for stream in streams))

    async def whole_of_all():
        await asyncio.gather(*(whole(connect) for _ in range(count)))

    print(count, "connections")
    streams = await turns_during("connect:", connect_all())
    for _ in range(3):
        await turns_during("a line and its echo:", all_of(trip, b"one\n"))
    await turns_during("close:", all_of(close))
    await turns_during("all of it:", whole_of_all())


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)


class Client(asyncio.DatagramProtocol):
    def __init__(self):
        self.received = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.received.put_nowait(data)


async def ping(transport, protocol):
    transport.sendto(b"one")
    await protocol.received.get()


async def servers():
    for _ in range(2):
        server = await turns_during("one address:", asyncio.start_server(echo, "127.0.0.1", 0))
        port = server.sockets[0].getsockname()[1]
        await turns_during("in use:", asyncio.start_server(echo, "127.0.0.1", port))
        server.close()

        server = await turns_during("two:", asyncio.start_server(echo, ["127.0.0.1", "127.0.0.2"], 0))
        server.close()

        later = asyncio.start_server(echo, "127.0.0.1", 0, start_serving=False)
        server = await turns_during("bound:", later)
        await turns_during("started:", server.start_serving())
        await turns_during("again:", server.start_serving())
        server.close()

        await turns_during("no such folder:", asyncio.start_unix_server(echo, "/no-such-folder/socket"))


async def streams():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    def by_tcp():
        return asyncio.open_connection("127.0.0.1", port)

    print("TCP")
    await conversation(by_tcp)
    for count in 2, 3, 5:
        await several(by_tcp, count)
    server.close()
    await turns_during("server:", server.wait_closed())
    await turns_during("nobody listens:", by_tcp())

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = await asyncio.start_unix_server(echo, path)

        def by_unix():
            return asyncio.open_unix_connection(path)

        print("Unix")
        await conversation(by_unix)
        await several(by_unix, 3)
        server.close()
        await turns_during("server:", server.wait_closed())
        await turns_during("nobody listens:", by_unix())


async def datagrams():
    loop = asyncio.get_running_loop()
    bound = loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    server, _ = await turns_during("bound:", bound)
    connected = loop.create_datagram_endpoint(Client, remote_addr=server.get_extra_info("sockname"))
    transport, protocol = await turns_during("connected:", connected)
    for _ in range(3):
        await turns_during("there and back:", ping(transport, protocol))
    transport.close()
    server.close()


async def main():
    await servers()
    await streams()
    await datagrams()


asyncio.run(main())
