import asyncio
import os
import tempfile


class Writer(asyncio.BaseProtocol):
    def __init__(self):
        self.lost = asyncio.Event()

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))
        self.lost.set()


def make_fifo(path):
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writing = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    return reading, os.fdopen(writing, "wb", 0)


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = make_fifo(os.path.join(folder, "one"))
        writer, _ = await loop.connect_write_pipe(Writer, writing)
        writer.write(b"read by nobody")
        os.close(reading)
        writer.write(b"too late")
        print(writer.is_closing(), writer.get_write_buffer_size())
        for _ in range(8):
            writer.write(b"much too late")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("- in the middle of much")
        reading, writing = make_fifo(os.path.join(folder, "two"))
        writer, protocol = await loop.connect_write_pipe(Writer, writing)
        writer.write(bytes(1_000_000))
        os.close(reading)
        print(writer.is_closing())
        await protocol.lost.wait()
        print(writer.is_closing(), writer.get_write_buffer_size())


asyncio.run(main())
