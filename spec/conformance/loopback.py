"""For the programs that have to know when what they sent has come."""
import asyncio


async def exchange():
    """What was on its way through the loopback has come when a later exchange is over."""
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
    await reader.read()
    writer.close()
    server.close()
