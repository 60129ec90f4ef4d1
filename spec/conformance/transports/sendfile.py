import asyncio
import os
import tempfile


class Receiver(asyncio.Protocol):
    def __init__(self):
        self.got = bytearray()
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.got += data

    def connection_lost(self, exc):
        self.lost.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    content = bytes(range(256)) * 4000
    with open(path, "wb") as file:
        file.write(content)
    made = []

    def factory():
        made.append(Receiver())
        return made[-1]

    server = await loop.create_server(factory, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport, protocol = await loop.create_connection(Receiver, "127.0.0.1", port)
    with open(path, "rb") as file:
        transport.write(b"<")
        print(await loop.sendfile(transport, file))
        transport.write(b">")
        print(await loop.sendfile(transport, file, 100, 50))
        print(await loop.sendfile(transport, file, offset=len(content) - 10, count=1000))
        print(await loop.sendfile(transport, file, len(content) + 10))
        print("same protocol", transport.get_protocol() is protocol, "reading", transport.is_reading())
        for args in ((-1,), (0, 0), (0, -5), (1.5,), (0, 1.5)):
            try:
                await loop.sendfile(transport, file, *args)
            except (ValueError, TypeError) as e:
                print(type(e).__name__, e)

        print("- meanwhile")
        task = asyncio.create_task(loop.sendfile(transport, file))
        await asyncio.sleep(0)
        try:
            transport.write(b"in between")
        except RuntimeError as e:
            print(repr(e))
        print(await task)
        transport.close()
        await made[0].lost
        expected = b"<" + content + b">" + content[100:150] + content[-10:] + content
        print("all of it came", made[0].got == expected)
        try:
            await loop.sendfile(transport, file)
        except RuntimeError as e:
            print(repr(e))
    server.close()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    asyncio.run(main())
