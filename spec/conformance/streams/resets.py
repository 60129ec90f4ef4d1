import asyncio
import socket

from loopback import exchange


async def attempt(what, awaitable):
    try:
        print(what, await awaitable)
    except Exception as e:
        print(what, type(e).__name__, getattr(e, "errno", None), getattr(e, "strerror", None))


def reset(writer):
    # Data that nobody has read makes the closing a reset.
    writer.transport.abort()


async def main():
    loop = asyncio.get_running_loop()

    async def connect():
        nonlocal served
        served = loop.create_future()
        stream = await asyncio.open_connection("127.0.0.1", port)
        return stream, await served

    served = loop.create_future()
    server = await asyncio.start_server(lambda r, w: served.set_result((r, w)), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    print("- reset in the middle of a line")
    (reader, writer), (other_reader, other_writer) = await connect()
    other_writer.transport.pause_reading()
    writer.write(b"unread")
    other_writer.write(b"half a li")
    while "9 bytes" not in repr(reader):
        await asyncio.sleep(0)
    line = asyncio.create_task(attempt("readline", reader.readline()))
    await asyncio.sleep(0)
    reset(other_writer)
    await line
    await attempt("readline", reader.readline())
    await attempt("read", reader.read(1))
    await attempt("drain", writer.drain())
    print("closing", writer.is_closing(), "at_eof", reader.at_eof())
    writer.write(b"into the void")
    writer.close()
    await attempt("wait_closed", writer.wait_closed())
    await attempt("wait_closed of the other", other_writer.wait_closed())

    print("- closed in the middle of a line")
    (reader, writer), (other_reader, other_writer) = await connect()
    other_writer.write(b"half a li")
    other_writer.close()
    await attempt("readuntil", reader.readuntil())
    await attempt("readline", reader.readline())
    print("closing", writer.is_closing(), "at_eof", reader.at_eof())
    await attempt("drain", writer.drain())
    writer.close()
    await attempt("wait_closed", writer.wait_closed())

    print("- closed, and written to")
    (reader, writer), (other_reader, other_writer) = await connect()
    other_writer.close()
    await other_writer.wait_closed()
    while not reader.at_eof():
        await asyncio.sleep(0)
    writer.write(b"first")
    await attempt("drain", writer.drain())
    await exchange()
    writer.write(b"second")
    await asyncio.sleep(0)
    await attempt("drain", writer.drain())
    await attempt("wait_closed", writer.wait_closed())

    print("- aborted by oneself")
    (reader, writer), (other_reader, other_writer) = await connect()
    waiting = asyncio.create_task(attempt("readline", reader.readline()))
    await asyncio.sleep(0)
    writer.transport.abort()
    await waiting
    await attempt("drain", writer.drain())
    await attempt("wait_closed", writer.wait_closed())
    await attempt("the other reads", other_reader.read())
    other_writer.close()

    print("- nobody there")
    server.close()
    await attempt("connect", asyncio.open_connection("127.0.0.1", 1))
    await attempt("connect", asyncio.open_connection("::1", 1))
    await attempt("connect", asyncio.open_connection("127.0.0.1", 1, local_addr=("127.0.0.1", 0)))
    await attempt("connect", asyncio.open_connection("127.0.0.1", 1, local_addr=("::1", 0)))
    await attempt("connect", asyncio.open_connection("127.0.0.1", 1, local_addr=("203.0.113.7", 0)))
    await attempt("connect", asyncio.open_connection("no-such-host.invalid", 1))
    await attempt("connect", asyncio.open_connection("127.0.0.1", 1, family=socket.AF_INET6))


asyncio.run(main())
