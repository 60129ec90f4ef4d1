import asyncio
import contextvars
import os

where = contextvars.ContextVar("where", default="nowhere")


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.happened = asyncio.Event()
        self.silent = False

    def trace(self, method):
        if not self.silent:
            print(self.name, method, where.get())
            self.happened.set()

    def connection_made(self, transport):
        self.transport = transport
        self.trace("connection_made")

    def data_received(self, data):
        self.trace("data_received")

    def eof_received(self):
        self.trace("eof_received")

    def pause_writing(self):
        self.trace("pause_writing")

    def resume_writing(self):
        self.trace("resume_writing")

    def connection_lost(self, exc):
        self.trace("connection_lost")

    async def next(self):
        await self.happened.wait()
        self.happened.clear()


async def main():
    loop = asyncio.get_running_loop()
    where.set("connecting")
    far, near = Traced("far"), Traced("near")
    server = await loop.create_server(lambda: far, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, _ = await loop.create_connection(lambda: near, "127.0.0.1", port)
    await far.next()
    await near.next()
    where.set("resuming")
    far.transport.pause_reading()
    far.transport.resume_reading()
    where.set("later")
    transport.write(b"x")
    await far.next()
    transport.set_write_buffer_limits(high=0)
    for round in ("first", "second"):
        far.transport.pause_reading()
        where.set(f"writing, {round}")
        transport.write(bytes(20_000_000))
        where.set(f"writing more, {round}")
        transport.write(b"more")
        await near.next()
        where.set("later")
        far.silent = True
        far.transport.resume_reading()
        await near.next()
    where.set("closing")
    transport.close()
    await near.next()
    server.close()

    print("- pipes")
    where.set("connecting")
    far, near = Traced("far"), Traced("near")
    reading, writing = os.pipe()
    reader, _ = await loop.connect_read_pipe(lambda: far, open(reading, "rb", 0))
    writer, _ = await loop.connect_write_pipe(lambda: near, open(writing, "wb", 0))
    await far.next()
    await near.next()
    where.set("resuming")
    reader.pause_reading()
    reader.resume_reading()
    where.set("later")
    writer.write(b"x")
    await far.next()
    writer.set_write_buffer_limits(high=0)
    reader.pause_reading()
    where.set("writing")
    writer.write(bytes(1_000_000))
    await near.next()
    where.set("later")
    far.silent = True
    reader.resume_reading()
    await near.next()
    reader.close()
    writer.close()
    await near.next()


asyncio.run(main())
