import asyncio
import os
import tempfile


class Writer(asyncio.BaseProtocol):
    def pause_writing(self):
        print("pause_writing")

    def resume_writing(self):
        print("resume_writing")

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))


class Reader(asyncio.Protocol):
    size = 0

    def data_received(self, data):
        self.size += len(data)

    def connection_lost(self, exc):
        self.done.set_result(self.size)


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
        reader, read_protocol = await loop.connect_read_pipe(Reader, reading)
        read_protocol.done = loop.create_future()
        reader.pause_reading()
        print(reader.is_reading())
        writer, _ = await loop.connect_write_pipe(Writer, writing)
        print(writer.get_write_buffer_limits(), writer.get_write_buffer_size())
        writer.write(bytes(1000))
        print("written", writer.get_write_buffer_size())
        writer.write(bytes(500_000))
        print(writer.get_write_buffer_size() > 200_000)
        reader.resume_reading()
        print(reader.is_reading())
        while read_protocol.size < 501_000:
            await asyncio.sleep(0)
        print(read_protocol.size)

        writer.set_write_buffer_limits(high=10, low=5)
        print(writer.get_write_buffer_limits())
        reader.pause_reading()
        reader.pause_reading()
        writer.write(bytes(200_000))
        writer.write(bytes(200_000))
        print("closing")
        writer.close()
        await asyncio.sleep(0)
        print(writer.is_closing(), writer.get_write_buffer_size() > 0, reader.is_reading())
        reader.resume_reading()
        print(await read_protocol.done)
        reader.pause_reading()
        reader.resume_reading()
        print(reader.is_reading())


asyncio.run(main())
