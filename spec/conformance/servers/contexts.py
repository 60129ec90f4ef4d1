import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")
told = asyncio.Event()


async def next_told():
    await told.wait()
    told.clear()


async def handle(reader, writer):
    print("handler sees", name.get())
    name.set("the handler's")
    await reader.readline()
    print("handler sees", name.get(), "in", asyncio.current_task().get_name().split("-")[0])
    writer.close()
    told.set()


class Recording(asyncio.Protocol):
    def __init__(self):
        print("factory sees", name.get())

    def connection_made(self, transport):
        print("connection_made sees", name.get())
        name.set("set by connection_made")

    def data_received(self, data):
        print("data_received", data, "sees", name.get())
        name.set("set by data_received")
        told.set()

    def eof_received(self):
        print("eof_received sees", name.get())

    def connection_lost(self, exc):
        print("connection_lost sees", name.get())
        told.set()


async def main():
    loop = asyncio.get_running_loop()
    name.set("where the server is started")
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    name.set("the client's")
    for _ in range(2):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\n")
        await next_told()
        writer.close()
    server.close()
    print("main sees", name.get())

    name.set("where the protocols' server is started")
    server = await loop.create_server(Recording, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    name.set("the client's")
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    for text in (b"one", b"two"):
        writer.write(text)
        await next_told()
    writer.close()
    await next_told()
    server.close()

    print("- a client's protocol")
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    name.set("who connects")
    await loop.create_connection(Recording, "127.0.0.1", port)
    name.set("later")
    await next_told()
    print("main sees", name.get())
    server.close()


asyncio.run(main())
