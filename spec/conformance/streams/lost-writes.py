import asyncio


async def main():
    served = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(lambda r, w: served.set_result(w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    (await served).close()
    print(await reader.read())
    writer.close()
    print("closing", writer.is_closing())
    for i in range(8):
        writer.write(b"lost")
        try:
            await writer.drain()
            print(i, "drained")
        except ConnectionResetError as e:
            print(i, repr(e))
    await writer.wait_closed()
    server.close()


asyncio.run(main())
