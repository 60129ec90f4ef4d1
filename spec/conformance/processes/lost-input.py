import asyncio
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_shell("exec <&-; sleep 0.2", stdin=PIPE)
    await process.stdin.wait_closed()
    print(process.stdin.is_closing(), process.returncode)
    try:
        await process.stdin.drain()
    except ConnectionResetError as e:
        print(repr(e))
    for _ in range(7):
        process.stdin.write(b"nobody reads this")
    print(await process.wait())

    print("- with something left to send")
    process = await asyncio.create_subprocess_shell("sleep 0.1; exec <&-; sleep 0.2", stdin=PIPE)
    process.stdin.write(bytes(1_000_000))
    print(process.stdin.transport.get_write_buffer_size() > 0)
    try:
        await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError) as e:
        print(type(e).__name__)
    try:
        await process.stdin.wait_closed()
    except BrokenPipeError as e:
        print(repr(e))
    print(process.returncode, await process.wait())

    print("- that has ended")
    process = await asyncio.create_subprocess_exec("true", stdin=PIPE)
    await process.wait()
    process.stdin.write(b"too late")
    process.stdin.close()
    await process.stdin.wait_closed()
    print(process.returncode, await process.communicate())


asyncio.run(main())
