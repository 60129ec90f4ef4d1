import asyncio
from asyncio.subprocess import PIPE


async def square(n):
    process = await asyncio.create_subprocess_shell("read n; echo $((n * n)); exit $n", stdin=PIPE, stdout=PIPE)
    stdout, _ = await process.communicate(b"%d\n" % n)
    return int(stdout), process.returncode


async def main():
    results = await asyncio.gather(*(square(n) for n in range(20)))
    print([result for result, _ in results])
    print([code for _, code in results])

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(square(n)) for n in (30, 40)]
    print([task.result()[0] for task in tasks])

    semaphore = asyncio.Semaphore(3)
    running = most = 0

    async def limited(n):
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            result, _ = await square(n)
            running -= 1
            return result

    print(await asyncio.gather(*map(limited, range(8))), most)


asyncio.run(main())
