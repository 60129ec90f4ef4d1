import asyncio
import os

BLOCK = b"x" * (64 * 1024)
# What one round sends, in MiB and in blocks.
MEBIBYTES = 256
BLOCKS = MEBIBYTES * 16


def client(name, *args):
    peer = os.path.join(os.environ["BENCH_PEERS"], f"{name}.mjs")
    return asyncio.create_subprocess_exec(os.environ["BENCH_NODE"], peer, *map(str, args))


def once_only(clock):
    began = False

    def begin():
        nonlocal began
        if not began:
            clock.start()
        began = True

    return begin


async def served(clock, handler, name, *args):
    begin = once_only(clock)
    server = await asyncio.start_server(
        lambda reader, writer: handler(reader, writer, begin), "127.0.0.1", 0
    )
    peer = await client(name, server.sockets[0].getsockname()[1], *args)
    await peer.wait()
    clock.stop()
    server.close()
    await server.wait_closed()


async def echo_lines(reader, writer, begin):
    while line := await reader.readline():
        begin()
        writer.write(line)
        await writer.drain()
    writer.close()


class Echo(asyncio.Protocol):
    def __init__(self, begin):
        self.begin = begin

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.begin()
        self.transport.write(data)


async def echo_by_protocol(rounds, clock):
    begin = once_only(clock)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Echo(begin), "127.0.0.1", 0)
    peer = await client("echo", server.sockets[0].getsockname()[1], 1, rounds)
    await peer.wait()
    clock.stop()
    server.close()
    await server.wait_closed()


def echo(connections):
    return lambda rounds, clock: served(clock, echo_lines, "echo", connections, rounds)


async def upload(rounds, clock):
    async def take(reader, writer, begin):
        begin()
        left = rounds * BLOCKS * len(BLOCK)
        while data := await reader.read(len(BLOCK)):
            left -= len(data)
        if left != 0:
            raise RuntimeError("bytes were lost")
        writer.close()

    await served(clock, take, "bulk", "send", rounds * MEBIBYTES)


async def download(rounds, clock):
    async def give(reader, writer, begin):
        begin()
        for _ in range(rounds * BLOCKS):
            writer.write(BLOCK)
            await writer.drain()
        writer.close()

    await served(clock, give, "bulk", "receive")


def processes(count):
    async def run():
        child = await asyncio.create_subprocess_exec("true")
        await child.wait()

    async def run_them(rounds, clock):
        for _ in range(rounds):
            await asyncio.gather(*[run() for _ in range(count)])

    return run_them


WORKLOADS = {
    "TCP echo by streams, 1 connection": echo(1),
    "TCP echo by streams, 100 connections": echo(100),
    "TCP echo by a protocol": echo_by_protocol,
    "256 MiB received by a stream": upload,
    "256 MiB sent by a stream": download,
    "run a process": processes(1),
    "run 200 processes at once": processes(200),
}
