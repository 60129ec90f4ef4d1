import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context["exception"]), sorted(context))


async def raises(reader, writer):
    writer.write(b"before")
    await asyncio.sleep(0)
    raise ValueError("in the handler")


async def is_cancelled(reader, writer):
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


def plain(reader, writer):
    writer.write(b"plain")
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    for callback in (raises, is_cancelled, plain):
        print("-", callback.__name__)
        server = await asyncio.start_server(callback, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        print("client got", await reader.read())
        writer.close()
        await writer.wait_closed()
        server.close()
        server.close_clients()
        await server.wait_closed()


asyncio.run(main())
