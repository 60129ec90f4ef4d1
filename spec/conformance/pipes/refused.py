import asyncio
import tempfile


class Descriptor:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def close(self):
        pass


async def refused(connect, pipe):
    try:
        await connect(asyncio.Protocol, pipe)
    except (ValueError, OSError) as e:
        print(repr(e))


async def main():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryFile() as file:
        await refused(loop.connect_read_pipe, file)
        await refused(loop.connect_write_pipe, file)
        await refused(loop.connect_read_pipe, Descriptor(file.fileno()))
        await refused(loop.connect_write_pipe, Descriptor(file.fileno()))
        print(file.closed)
    await refused(loop.connect_read_pipe, Descriptor(9999))
    await refused(loop.connect_write_pipe, Descriptor(9999))

    def factory():
        print("factory")
        raise ZeroDivisionError

    try:
        await loop.connect_read_pipe(factory, Descriptor(9999))
    except ZeroDivisionError as e:
        print(repr(e))


asyncio.run(main())
