import asyncio
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    print(process.returncode)
    print(await process.communicate(b"hello\n"), process.returncode)

    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    print(await process.communicate(), process.returncode)

    process = await asyncio.create_subprocess_exec("echo", "one", "two three", stdout=PIPE)
    print(process.stdin, process.stderr)
    print(await process.communicate(), process.returncode)

    process = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=PIPE, stderr=PIPE)
    print(await process.communicate(), process.returncode)

    process = await asyncio.create_subprocess_exec("true")
    print(await process.communicate(), process.returncode)

    process = await asyncio.create_subprocess_exec("tr", "a-z", "A-Z", stdin=PIPE, stdout=PIPE)
    print(await process.communicate(input=b"by keyword"), process.returncode)
    print(await process.communicate(), process.stdout.at_eof(), process.stdin.is_closing())


asyncio.run(main())
