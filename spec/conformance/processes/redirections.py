import asyncio
import os
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

BOTH = "echo out; echo err >&2; echo out again"


async def main():
    process = await asyncio.create_subprocess_shell(BOTH, stdout=PIPE, stderr=STDOUT)
    print(process.stderr, await process.communicate(), process.returncode)
    process = await asyncio.create_subprocess_shell(BOTH, stdout=DEVNULL, stderr=PIPE)
    print(process.stdout, await process.communicate())
    process = await asyncio.create_subprocess_shell(BOTH, stdout=DEVNULL, stderr=STDOUT)
    print(await process.communicate())
    process = await asyncio.create_subprocess_exec("cat", stdin=DEVNULL, stdout=PIPE)
    print(process.stdin, await process.communicate())

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        with open(path, "wb") as file:
            process = await asyncio.create_subprocess_shell(BOTH, stdout=file, stderr=STDOUT)
            print(await process.communicate())
        with open(path, "rb") as file:
            process = await asyncio.create_subprocess_exec("cat", stdin=file, stdout=PIPE)
            print(await process.communicate())
        fd = os.open(path, os.O_RDWR | os.O_APPEND)
        process = await asyncio.create_subprocess_exec("sh", "-c", "cat; echo more >&2", stdin=fd, stdout=fd, stderr=fd)
        print(await process.wait(), os.path.getsize(path) > 20)
        os.close(fd)

    for keywords in ({"stdout": STDOUT}, {"stdin": 999}, {"stderr": -9}):
        try:
            await asyncio.create_subprocess_exec("true", **keywords)
        except (ValueError, OSError) as e:
            print(repr(e))


asyncio.run(main())
