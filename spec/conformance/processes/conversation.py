import asyncio
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    for word in (b"one", b"two", b"three"):
        process.stdin.write(word + b"\n")
        await process.stdin.drain()
        print(await process.stdout.readline())
    process.stdin.writelines([b"a", b"b", b"c"])
    print(await process.stdout.readexactly(3))
    print(process.stdin.can_write_eof(), process.stdin.is_closing(), process.stdout.at_eof())
    process.stdin.write(b"last\nwords\n")
    process.stdin.write_eof()
    print(process.stdin.is_closing())
    async for line in process.stdout:
        print("line:", line)
    await process.stdin.wait_closed()
    print(await process.stdout.read(), process.stdout.at_eof())
    print(await process.wait())
    try:
        await process.stdin.drain()
    except ConnectionResetError as e:
        print(repr(e))


asyncio.run(main())
