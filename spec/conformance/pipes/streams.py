import asyncio
import os
import tempfile


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
        reader = asyncio.StreamReader(limit=1024)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), reading)
        transport, protocol = await loop.connect_write_pipe(lambda: asyncio.StreamReaderProtocol(None), writing)
        writer = asyncio.StreamWriter(transport, protocol, None, loop)

        writer.write(b"a line\nand more")
        await writer.drain()
        print(await reader.readline(), await reader.read(100))

        async def write_much():
            for _ in range(100):
                writer.write(bytes(10_000))
                await writer.drain()
            writer.write(b"the end")
            writer.close()
            await writer.wait_closed()
            print("written")

        task = asyncio.create_task(write_much())
        while "paused" not in repr(reader):
            await asyncio.sleep(0)
        print(task.done())
        print(len(await reader.readexactly(1_000_000)))
        print(await reader.read(), reader.at_eof())
        await task


asyncio.run(main())
