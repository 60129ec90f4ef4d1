import asyncio


async def main():
    loop = asyncio.get_running_loop()

    got = asyncio.Event()

    async def handle(reader, writer):
        try:
            while data := await reader.read(100):
                print("server got", data)
                got.set()
        except asyncio.CancelledError:
            print("handler cancelled")
            raise
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    print("- before it begins")
    task = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")

    print("- while it connects")
    task = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")

    print("- while it waits for a line")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    task = asyncio.create_task(reader.readline())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled; closing:", writer.is_closing())
    writer.write(b"still there")
    await writer.drain()
    await got.wait()
    got.clear()

    print("- while it closes")
    writer.close()
    task = asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await writer.wait_closed()
        print("closed")
    except asyncio.CancelledError:
        print("the stream's own future was cancelled")

    print("- while it drains")
    served = loop.create_future()
    other = await asyncio.start_server(lambda r, w: served.set_result(w), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", other.sockets[0].getsockname()[1])
    peer = await served
    peer.transport.pause_reading()

    async def write():
        while True:
            writer.write(bytes(1_000_000))
            await writer.drain()

    task = asyncio.create_task(write())
    while writer.transport.get_write_buffer_size() <= 65536:
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled; closing:", writer.is_closing())
    writer.transport.abort()
    peer.transport.abort()
    other.close()

    print("- the handler")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello")
    await got.wait()
    for task in asyncio.all_tasks():
        if task is not asyncio.current_task():
            task.cancel()
    print("client read", await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()
    print("left over:", len(asyncio.all_tasks()) - 1)


asyncio.run(main())
