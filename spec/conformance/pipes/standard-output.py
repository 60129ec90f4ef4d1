import asyncio
import sys


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(lambda: asyncio.StreamReaderProtocol(None), sys.stdout)
    writer = asyncio.StreamWriter(transport, protocol, None, loop)
    print(type(transport).__name__ == "_UnixWritePipeTransport", flush=True)
    for number in range(3):
        writer.write(f"line {number}\n".encode())
        await writer.drain()
    errors, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, sys.stderr)
    errors.write(b"to standard error\n")
    errors.close()
    writer.write(b"the end\n")
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
