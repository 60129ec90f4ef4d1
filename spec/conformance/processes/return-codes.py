import asyncio


async def wait(*args):
    process = await asyncio.create_subprocess_exec(*args)
    before = process.returncode
    code = await process.wait()
    print(*args, before, code, process.returncode, await process.wait())


async def main():
    await wait("true")
    await wait("false")
    await wait("sh", "-c", "exit 42")
    await wait("sh", "-c", "exit 255")
    await wait("sh", "-c", "kill -TERM $$")
    await wait("sh", "-c", "kill -KILL $$")
    await wait("sh", "-c", "kill -SEGV $$")

    process = await asyncio.create_subprocess_exec("sleep", "0.05")
    print(await asyncio.gather(process.wait(), process.wait(), process.wait()))


asyncio.run(main())
