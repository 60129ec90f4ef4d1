# Ctrl-C inside of a time limit and a task group: it is no timeout, and everything is cleaned up.
import asyncio
import os
import signal


async def child(name, log):
    try:
        await asyncio.Event().wait()
    finally:
        log.append(f"{name} cleaned up")


async def main(log):
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        async with asyncio.timeout(10):
            async with asyncio.TaskGroup() as group:
                group.create_task(child("a", log))
    except asyncio.CancelledError as e:
        log.append(repr(e))
        raise
    except TimeoutError:
        log.append("no timeout!")


log = []
try:
    asyncio.run(main(log))
except KeyboardInterrupt as e:
    print(repr(e))
print(log)
