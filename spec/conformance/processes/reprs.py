import asyncio
import re
from asyncio.subprocess import PIPE


def show(value):
    text = re.sub(r"(pid|fd)=\d+", r"\1=N", repr(value))
    print(re.sub(r"<Process \d+>", "<Process N>", text))


async def main():
    print(asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT, asyncio.subprocess.DEVNULL)
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE, limit=100)
    show(process)
    print(f"<Process {process.pid}>" == str(process))
    show(process.stdin)
    show(process.stdout)
    show(process.stdin.transport)
    process.stdin.write(b"123")
    while "3 bytes" not in repr(process.stdout):
        await asyncio.sleep(0)
    show(process.stdout)
    process.stdin.close()
    show(process.stdin)
    await process.wait()
    show(process)
    show(process.stdin)
    show(process.stdout)
    show(process.stderr)

    class Watched(asyncio.subprocess.SubprocessStreamProtocol):
        pass

    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(lambda: Watched(limit=2**16, loop=loop), "cat")
    show(protocol)
    show(asyncio.subprocess.Process(transport, protocol, loop))
    show(transport)
    for fd in range(3):
        show(transport.get_pipe_transport(fd))
    protocol.stdin.close()
    await transport._wait()
    show(protocol)
    show(transport)


asyncio.run(main())
