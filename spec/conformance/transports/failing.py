import asyncio


class Failing(asyncio.Protocol):
    fail_in = None

    def __init__(self):
        self.got = asyncio.Event()
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
        protocols = []

        def factory():
            protocol = Failing()
            protocol.fail_in = method
            protocols.append(protocol)
            return protocol

        server = await loop.create_server(factory, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"data")
        while not protocols:
            await asyncio.sleep(0.001)
        await protocols[0].got.wait()
        if method.endswith("writing"):
            transport = protocols[0].transport
            transport.set_write_buffer_limits(high=0)
            transport.pause_reading()
            while not transport.get_write_buffer_size():
                transport.write(bytes(1_000_000))
            while transport.get_write_buffer_size():
                await reader.read(1_000_000)
            await asyncio.sleep(0.01)
            transport.resume_reading()
        writer.close()
        await protocols[0].lost
        server.close()


asyncio.run(main())
