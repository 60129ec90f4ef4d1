import asyncio
from asyncio.subprocess import PIPE

ENDLESS = "echo started; while :; do sleep 0.01; done"


async def main():
    process = await asyncio.create_subprocess_shell(ENDLESS, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    print(await process.stdout.readline())
    loop = asyncio.get_running_loop()
    loop.call_later(0.05, process.kill)
    print(await asyncio.gather(process.stdout.readline(), process.stderr.read(), process.wait()))
    print(await process.communicate(), process.stdout.at_eof(), process.stderr.at_eof())

    process = await asyncio.create_subprocess_shell("printf 'half a li'; kill -9 $$", stdout=PIPE)
    try:
        await process.stdout.readuntil(b"\n")
    except asyncio.IncompleteReadError as e:
        print(e.partial, e.expected, await process.wait())

    process = await asyncio.create_subprocess_exec("cat", "/dev/zero", stdout=PIPE)
    try:
        await process.stdout.readline()
    except ValueError as e:
        print(type(e).__name__)
    process.terminate()
    print(len(await process.stdout.read()) >= 0, await process.wait())

    process = await asyncio.create_subprocess_shell("printf 'a longer line\\nnext\\n'", stdout=PIPE, limit=8)
    try:
        await process.stdout.readline()
    except ValueError as e:
        print(e)
    print(await process.stdout.readline(), await process.stdout.readline(), await process.wait())


asyncio.run(main())
