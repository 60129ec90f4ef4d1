import asyncio
from asyncio.subprocess import PIPE


async def alive(process):
    try:
        process.send_signal(0)
    except ProcessLookupError:
        return False
    return process.returncode is None


async def main():
    print("- communicate")
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    task = asyncio.create_task(process.communicate(bytes(10)))
    for step in range(3):
        await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as e:
        print(repr(e), process.returncode)
    print(process.stdin.is_closing(), len(asyncio.all_tasks()))
    print(await process.communicate(), process.returncode)

    print("- wait")
    process = await asyncio.create_subprocess_exec("sleep", "100")
    waiting = [asyncio.create_task(process.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    await asyncio.sleep(0)
    print([task.done() for task in waiting], await alive(process))
    try:
        await asyncio.wait_for(process.wait(), 0.05)
    except TimeoutError as e:
        print(repr(e), await alive(process))
    process.kill()
    print(await waiting[0], await waiting[2], await alive(process))

    print("- reading")
    process = await asyncio.create_subprocess_shell("echo one; sleep 0.2; echo two", stdout=PIPE)
    print(await process.stdout.readline())
    try:
        async with asyncio.timeout(0.05):
            await process.stdout.readline()
    except TimeoutError:
        print("too late")
    print(await process.stdout.readline(), await process.wait())

    print("- starting")
    for when in range(4):
        task = asyncio.create_task(asyncio.create_subprocess_exec("sleep", "100", stdin=PIPE))
        for _ in range(when):
            await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled")
    print(len(asyncio.all_tasks()))


asyncio.run(main())
