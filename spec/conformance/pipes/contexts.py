import asyncio
import os
import tempfile
from contextvars import ContextVar

where = ContextVar("where", default="nowhere")


class Traced(asyncio.Protocol):
    def __init__(self):
        self.received = asyncio.Event()
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        print("connection_made", where.get())

    def data_received(self, data):
        print("data_received", where.get())
        self.received.set()

    def pause_writing(self):
        print("pause_writing", where.get())

    def resume_writing(self):
        print("resume_writing", where.get())

    def connection_lost(self, exc):
        print("connection_lost", where.get())
        self.done.set_result(None)


class Process(asyncio.SubprocessProtocol):
    def __init__(self):
        self.received = asyncio.Event()
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        print("connection_made", where.get())

    def pipe_data_received(self, fd, data):
        print("pipe_data_received", where.get())
        self.received.set()

    def process_exited(self):
        print("process_exited", where.get())

    def connection_lost(self, exc):
        print("connection_lost", where.get())
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "fifo")
        os.mkfifo(path)
        reading = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", 0)
        writing = os.fdopen(os.open(path, os.O_WRONLY | os.O_NONBLOCK), "wb", 0)
        where.set("writer")
        writer, _ = await loop.connect_write_pipe(Traced, writing)
        where.set("reader")
        _, protocol = await loop.connect_read_pipe(Traced, reading)
        where.set("main")
        writer.write(b"data")
        await protocol.received.wait()
        writer.close()
        await protocol.done
        where.set("process")
        transport, protocol = await loop.subprocess_shell(Process, "echo; cat", stderr=None)
        where.set("main")
        await protocol.received.wait()
        transport.get_pipe_transport(0).close()
        await protocol.done
        print(where.get())


asyncio.run(main())
