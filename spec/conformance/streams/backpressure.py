import asyncio

SIZE = 20_000_000


async def main():
    loop = asyncio.get_running_loop()
    served = loop.create_future()
    server = await asyncio.start_server(lambda r, w: served.set_result((r, w)), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    other_reader, other_writer = await served

    async def write():
        block = bytes(100_000)
        for _ in range(SIZE // len(block)):
            writer.write(block)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    task = asyncio.create_task(write())
    while "paused" not in repr(other_reader):
        await asyncio.sleep(0)
    while writer.transport.get_write_buffer_size() <= 65536:
        await asyncio.sleep(0)
    print("writer waits:", not task.done())
    print("reader is paused:", "paused" in repr(other_reader), other_writer.transport.is_reading())

    count = 0
    while data := await other_reader.read(100_000):
        count += len(data)
    await task
    print("all of it:", count == SIZE)
    print("reader is paused:", "paused" in repr(other_reader))
    other_writer.close()

    print("- the reader goes away")
    served = loop.create_future()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    other_reader, other_writer = await served
    block = bytes(1_000_000)

    async def write_until_it_fails():
        while True:
            writer.write(block)
            await writer.drain()

    task = asyncio.create_task(write_until_it_fails())
    while writer.transport.get_write_buffer_size() <= 65536:
        await asyncio.sleep(0)
    other_writer.transport.abort()
    try:
        await task
    except ConnectionError as e:
        print("drain:", isinstance(e, (ConnectionResetError, BrokenPipeError)))
    for _ in range(2):
        try:
            await writer.drain()
        except ConnectionError as e:
            print("drain:", isinstance(e, (ConnectionResetError, BrokenPipeError)))
    print("closing", writer.is_closing())
    try:
        await writer.wait_closed()
    except ConnectionError as e:
        print("wait_closed:", isinstance(e, (ConnectionResetError, BrokenPipeError)))
    server.close()


asyncio.run(main())
