import asyncio


async def handle(reader, writer):
    try:
        data = await reader.read()
        print("  handler read", data)
    except ConnectionError as exc:
        print("  handler", type(exc).__name__)
    finally:
        writer.close()
        print("  handler closes")


async def main():
    for end in ["close_clients", "abort_clients"]:
        print(end)
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while len(asyncio.all_tasks()) < 2:
            await asyncio.sleep(0)
        server.close()
        waiting = asyncio.create_task(server.wait_closed())
        await asyncio.sleep(0)
        print("  closed:", waiting.done())
        getattr(server, end)()
        await waiting
        print("  all closed")
        print("  client read", await reader.read())
        writer.close()
        await writer.wait_closed()
        getattr(server, end)()


asyncio.run(main())
