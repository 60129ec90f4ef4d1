import asyncio
from asyncio.subprocess import PIPE

BOTH = "head -c 1500000 /dev/zero; head -c 2500000 /dev/zero >&2; head -c 500000 /dev/zero"


async def main():
    process = await asyncio.create_subprocess_shell(BOTH, stdout=PIPE, stderr=PIPE)
    stdout, stderr = await process.communicate()
    print(len(stdout), len(stderr), process.returncode)

    process = await asyncio.create_subprocess_shell("cat; cat >&2", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    stdout, stderr = await process.communicate(b"0123456789" * 400_000)
    print(len(stdout), len(stderr), stdout == b"0123456789" * 400_000, process.returncode)

    process = await asyncio.create_subprocess_shell("tee /dev/null | wc -c; exit 4", stdin=PIPE, stdout=PIPE)
    written = 0
    while written < 3_000_000:
        process.stdin.write(bytes(30_000))
        await process.stdin.drain()
        written += 30_000
    process.stdin.close()
    print((await process.stdout.read()).strip(), await process.wait())

    process = await asyncio.create_subprocess_shell("exit 5", stdin=PIPE, stdout=PIPE)
    print(await process.communicate(bytes(3_000_000)), process.returncode)


asyncio.run(main())
