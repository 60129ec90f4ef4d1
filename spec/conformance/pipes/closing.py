import asyncio
import os
import re
import tempfile


def show(*values):
    print(*(re.sub(r"fd=\d+", "fd=N", repr(value)) for value in values))


class Traced(asyncio.Protocol):
    def __init__(self):
        self.lost = asyncio.Event()

    def data_received(self, data):
        print("data_received", len(data))

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))
        self.lost.set()


def make_fifo(path):
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    return os.fdopen(reading, "rb", 0), os.fdopen(writing, "wb", 0)


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        for number, how in enumerate(("close", "write_eof", "abort")):
            print("-", how)
            reading, writing = make_fifo(os.path.join(folder, str(number)))
            reader, read_protocol = await loop.connect_read_pipe(Traced, reading)
            writer, write_protocol = await loop.connect_write_pipe(Traced, writing)
            show(reader, writer)
            reader.pause_reading()
            writer.write(bytes(300_000))
            print(writer.get_write_buffer_size() > 100_000)
            getattr(writer, how)()
            print(writer.is_closing(), writer.get_write_buffer_size() > 0)
            if how != "abort":
                getattr(writer, how)()
            await asyncio.sleep(0)
            print(re.sub(r"bufsize=[1-9]\d*", "bufsize=M", re.sub(r"fd=\d+", "fd=N", repr(writer))))
            show(reader)
            reader.close()
            reader.close()
            show(reader)
            await read_protocol.lost.wait()
            await write_protocol.lost.wait()
            show(reader, writer)
            writer.close()
            reader.resume_reading()


asyncio.run(main())
