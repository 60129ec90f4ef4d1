import asyncio


async def main():
    loop = asyncio.get_running_loop()

    async def answer(name, reader, writer):
        writer.write(name.encode())
        writer.close()
        await writer.wait_closed()

    async def ask(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        text = await reader.read()
        writer.close()
        await writer.wait_closed()
        return text

    first = await asyncio.start_server(lambda r, w: answer("first", r, w), "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    print(await ask(port))
    try:
        await asyncio.start_server(lambda r, w: answer("second", r, w), "127.0.0.1", port)
    except OSError as exc:
        print(exc.errno, str(exc).replace(str(port), "PORT"))
    first.close()
    await first.wait_closed()
    try:
        await ask(port)
    except ConnectionRefusedError as exc:
        print(str(exc).replace(str(port), "PORT"))
    # The same port can be had again at once, though connections of it were just closed.
    second = await asyncio.start_server(lambda r, w: answer("second", r, w), "127.0.0.1", port)
    print(await asyncio.gather(*(ask(port) for _ in range(5))))
    print(second.get_loop() is loop, second.is_serving())
    second.close()
    await second.wait_closed()
    print(second.is_serving(), second.sockets)


asyncio.run(main())
