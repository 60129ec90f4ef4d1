import asyncio


class Failing(asyncio.Protocol):
    def __init__(self, fail_in):
        self.fail_in = fail_in
        self.got = asyncio.Event()
        self.resumed = asyncio.Event()
        self.lost = asyncio.get_running_loop().create_future()

    def fail(self, method):
        if self.fail_in == method:
            raise ValueError(f"in {method}")

    def connection_made(self, transport):
        self.transport = transport
        self.fail("connection_made")

    def data_received(self, data):
        print("got", data)
        self.got.set()
        self.fail("data_received")

    def eof_received(self):
        print("eof")
        self.fail("eof_received")

    def pause_writing(self):
        self.fail("pause_writing")

    def resume_writing(self):
        self.resumed.set()
        self.fail("resume_writing")

    def connection_lost(self, exc):
        print("lost", repr(exc))
        self.lost.set_result(None)
        self.fail("connection_lost")


def handler(loop, context):
    print("handler:", context["message"].split(" at 0x")[0].split("(")[0], repr(context["exception"]))
    print("  keys:", sorted(context))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    for method in ("data_received", "eof_received", "pause_writing", "resume_writing"):
        print("-", method)
        protocol = Failing(method)
        server = await loop.create_server(lambda: protocol, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"data")
        await protocol.got.wait()
        if method.endswith("writing"):
            transport = protocol.transport
            transport.set_write_buffer_limits(high=0)
            transport.pause_reading()
            while not transport.get_write_buffer_size():
                transport.write(bytes(1_000_000))
            while transport.get_write_buffer_size():
                await reader.read(1_000_000)
            await protocol.resumed.wait()
            transport.resume_reading()
        writer.close()
        await protocol.lost
        server.close()


asyncio.run(main())
