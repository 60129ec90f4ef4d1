import asyncio
import os
import tempfile


class Traced(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.received = asyncio.Event()
        self.done = asyncio.get_running_loop().create_future()

    def log(self, *what):
        print(f"{self.name}:", *what)
        asyncio.get_running_loop().call_soon(print, f"  after {self.name}", what[0])

    def connection_made(self, transport):
        self.transport = transport
        self.log("connection_made", transport.is_closing())

    def data_received(self, data):
        self.log("data_received", data)
        self.received.set()

    def eof_received(self):
        self.log("eof_received", self.transport.is_closing())

    def connection_lost(self, exc):
        self.log("connection_lost", repr(exc))
        self.done.set_result(None)


def make_fifo(folder):
    path = os.path.join(folder, "fifo")
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    return os.fdopen(reading, "rb", 0), os.fdopen(writing, "wb", 0)


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = make_fifo(folder)
        reader, read_protocol = await loop.connect_read_pipe(lambda: Traced("reader"), reading)
        print(reader.get_protocol() is read_protocol, reader.get_extra_info("pipe") is reading, reader.is_reading())
        writer, write_protocol = await loop.connect_write_pipe(lambda: Traced("writer"), writing)
        print(writer.get_protocol() is write_protocol, writer.get_extra_info("pipe") is writing, writer.can_write_eof())
        writer.write(b"one")
        await read_protocol.received.wait()
        read_protocol.received.clear()
        writer.writelines([b"two", b"three"])
        writer.write(b"")
        await read_protocol.received.wait()
        writer.close()
        print("closed", writer.is_closing(), reader.is_closing())
        await read_protocol.done
        await asyncio.sleep(0)
        print(write_protocol.done.done(), reader.is_closing())


asyncio.run(main())
