# Cancelling somebody who waits in wait_for cancels what he waits for; an error raised there wins.
import asyncio


async def work(name, reaction):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled:", repr(e))
        if reaction == "error":
            raise ValueError(name)
        if reaction == "swallow":
            return name + " swallowed it"
        await asyncio.sleep(0)
        print(name, "tidied up")
        raise


async def attempt(name, reaction, timeout, cancel):
    task = asyncio.create_task(asyncio.wait_for(work(name, reaction), timeout))
    await asyncio.sleep(0)
    if cancel:
        task.cancel("stop " + name)
    await asyncio.wait([task])
    if task.cancelled():
        print(name, "-> cancelled", task.cancelling())
    elif task.exception() is not None:
        print(name, "->", repr(task.exception()), task.cancelling())
    else:
        print(name, "->", repr(task.result()), task.cancelling())


async def main():
    for reaction in ["tidy", "error", "swallow"]:
        await attempt(reaction + "-cancel", reaction, 5, True)
        await attempt(reaction + "-timeout", reaction, 0.01, False)
    future = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(future, 0.01)
    except TimeoutError:
        print("future cancelled:", future.cancelled())


asyncio.run(main())
