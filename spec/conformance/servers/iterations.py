import asyncio


async def turns_during(what, awaitable):
    """Says how often another task has its turn meanwhile."""
    turns = 0
    done = False

    async def other():
        nonlocal turns
        while not done:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await asyncio.sleep(0)
    turns = 0
    try:
        return await awaitable
    except OSError as e:
        print(type(e).__name__, end=" ")
    finally:
        done = True
        print(what, turns)
        await task


async def handle(reader, writer):
    writer.close()


async def main():
    for _ in range(2):
        server = await turns_during("one address:", asyncio.start_server(handle, "127.0.0.1", 0))
        port = server.sockets[0].getsockname()[1]
        await turns_during("in use:", asyncio.start_server(handle, "127.0.0.1", port))
        server.close()

        server = await turns_during("two:", asyncio.start_server(handle, ["127.0.0.1", "127.0.0.2"], 0))
        server.close()

        later = asyncio.start_server(handle, "127.0.0.1", 0, start_serving=False)
        server = await turns_during("bound:", later)
        await turns_during("started:", server.start_serving())
        await turns_during("again:", server.start_serving())
        server.close()

        await turns_during("no such folder:", asyncio.start_unix_server(handle, "/no-such-folder/socket"))


asyncio.run(main())
