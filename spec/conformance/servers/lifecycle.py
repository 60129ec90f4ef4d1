import asyncio


came = asyncio.Event()


async def handle(reader, writer):
    print("client comes")
    came.set()
    await reader.read()
    print("client goes")
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print("serving", server.is_serving(), len(server.sockets))
    print("same loop", server.get_loop() is asyncio.get_running_loop())
    await server.start_serving()
    await server.start_serving()
    print("serving", server.is_serving())
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    await came.wait()

    server.close()
    server.close()
    print("closed:", server.is_serving(), server.sockets, server)
    waiter = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0)
    print("wait_closed is done:", waiter.done())
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError as e:
        print(repr(e).replace(str(port), "PORT"))
    writer.close()
    await waiter
    print("wait_closed is done")
    await server.wait_closed()
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(repr(e))

    print("- wait_closed before close")
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    waiter = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0)
    print("wait_closed is done:", waiter.done())
    server.close()
    await waiter
    print("wait_closed is done")

    print("- async with")
    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        print("serving", server.is_serving())
    print("serving", server.is_serving())


asyncio.run(main())
