import asyncio


came = asyncio.Event()


async def handle(reader, writer):
    came.set()
    try:
        print("got", await reader.readline())
        writer.write(b"bye\n")
        await writer.drain()
    except asyncio.CancelledError:
        print("handler cancelled")
        raise
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    task = asyncio.create_task(server.serve_forever())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello\n")
    print("client got", await reader.read())
    writer.close()
    await writer.wait_closed()
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(type(e).__name__, str(e).split(" ")[-5:])
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled; serving", server.is_serving())
    await server.wait_closed()

    print("- closed while it serves")
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    server.close()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())

    print("- a timeout around it")
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        async with asyncio.timeout(0.02):
            async with server:
                await server.serve_forever()
    except TimeoutError:
        print("timed out; serving", server.is_serving())

    print("- cancelled while a client is connected")
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    task = asyncio.create_task(server.serve_forever())
    came.clear()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await came.wait()
    task.cancel()
    await asyncio.sleep(0)
    print("done:", task.done(), "serving:", server.is_serving())
    writer.write(b"late\n")
    print("client got", await reader.read())
    writer.close()
    await asyncio.wait([task])
    print("done:", task.done(), "cancelled:", task.cancelled())


asyncio.run(main())
