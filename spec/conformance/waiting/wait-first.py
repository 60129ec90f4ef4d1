# FIRST_COMPLETED and FIRST_EXCEPTION: who is done when wait comes back, and that nobody is cancelled by it.
# conformance: mask lines
import asyncio


async def work(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    if name.startswith("bad"):
        raise ValueError(name)
    print(name, "ends")


def start(**tasks):
    return [asyncio.create_task(work(name, turns), name=name) for name, turns in tasks.items()]


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def main():
    done, pending = await asyncio.wait(start(a=3, b=1, c=1, d=8), return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        print(names(done), names(pending))

    done, pending = await asyncio.wait(start(a=1, bad=3, c=6), return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending))

    tasks = start(a=2, victim=5, bad=7)
    asyncio.get_running_loop().call_soon(tasks[1].cancel)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), tasks[1].cancelled())
    print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)


asyncio.run(main())
