import asyncio
import os


class Writer(asyncio.BaseProtocol):
    def __init__(self):
        self.resumed = asyncio.Event()
        self.lost = asyncio.Event()

    def pause_writing(self):
        print("pause_writing")

    def resume_writing(self):
        print("resume_writing")
        self.resumed.set()

    def connection_lost(self, exc):
        print("connection_lost", repr(exc))
        self.lost.set()


async def main():
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    transport, protocol = await loop.connect_write_pipe(Writer, open(writing, "wb", 0))

    def received():
        try:
            return len(os.read(reading, 100_000))
        except BlockingIOError:
            return 0

    # What the pipe has taken does not count: it holds 64 KiB.
    transport.write(bytes(100_000))
    print(transport.get_write_buffer_size())
    transport.write(b"more")
    print(transport.get_write_buffer_size())
    transport.write(bytes(100_000))
    print(transport.get_write_buffer_size())
    total = 0
    while not protocol.resumed.is_set():
        total += received()
        await asyncio.sleep(0)
    transport.write(bytes(100_000))
    transport.close()
    print(transport.is_closing(), transport.get_write_buffer_size() > 0)
    while not protocol.lost.is_set():
        total += received()
        await asyncio.sleep(0)
    total += received()
    print(total)
    os.close(reading)


asyncio.run(main())
