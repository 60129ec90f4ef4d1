import asyncio
import os


class Failing(asyncio.Protocol):
    def __init__(self, method):
        self.method = method
        self.lost = asyncio.Event()

    def fail(self, method):
        if self.method == method:
            raise ValueError(method)

    def connection_made(self, transport):
        self.transport = transport
        self.fail("connection_made")

    def data_received(self, data):
        self.fail("data_received")

    def eof_received(self):
        self.fail("eof_received")

    def connection_lost(self, exc):
        self.lost.set()
        self.fail("connection_lost")


class FailingDatagrams(asyncio.DatagramProtocol):
    def __init__(self):
        self.got = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        raise ValueError("connection_made")

    def datagram_received(self, data, addr):
        self.got.set()
        raise ValueError("datagram_received")

    def connection_lost(self, exc):
        self.lost.set()
        raise ValueError("connection_lost")


class FailingProcess(asyncio.SubprocessProtocol):
    def __init__(self):
        self.got = asyncio.Event()
        self.lost = asyncio.Event()

    def connection_made(self, transport):
        raise ValueError("connection_made")

    def pipe_data_received(self, fd, data):
        self.got.set()
        raise ValueError("pipe_data_received")

    def connection_lost(self, exc):
        self.lost.set()
        raise ValueError("connection_lost")


def report(loop, context):
    print(context["message"], repr(context["exception"]), repr(context.get("handle")))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    print("- a connection")
    for method in ("connection_made", "data_received", "eof_received", "connection_lost"):
        far, near = Failing(method), Failing(None)
        server = await loop.create_server(lambda: far, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        transport, _ = await loop.create_connection(lambda: near, "127.0.0.1", port)
        transport.write(b"x")
        transport.write_eof()
        await far.lost.wait()
        await near.lost.wait()
        server.close()

    print("- a pipe")
    for method in ("connection_made", "data_received", "eof_received", "connection_lost"):
        far, near = Failing(method), Failing(method)
        reading, writing = os.pipe()
        reader, _ = await loop.connect_read_pipe(lambda: far, open(reading, "rb", 0))
        writer, _ = await loop.connect_write_pipe(lambda: near, open(writing, "wb", 0))
        writer.write(b"x")
        writer.close()
        await near.lost.wait()
        await far.lost.wait()

    print("- datagrams")
    transport, protocol = await loop.create_datagram_endpoint(FailingDatagrams, local_addr=("127.0.0.1", 0))
    transport.sendto(b"x", transport.get_extra_info("sockname"))
    await protocol.got.wait()
    transport.close()
    await protocol.lost.wait()
    await asyncio.sleep(0)

    print("- a process")
    transport, protocol = await loop.subprocess_exec(FailingProcess, "cat", stderr=None)
    transport.get_pipe_transport(0).write(b"x")
    await protocol.got.wait()
    transport.get_pipe_transport(0).close()
    await protocol.lost.wait()
    await asyncio.sleep(0)
    transport.close()


asyncio.run(main())
