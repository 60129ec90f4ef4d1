# The first Ctrl-C cancels main, which does not listen; the second one ends run() at once.
import asyncio
import os
import signal


async def main(log):
    loop = asyncio.get_running_loop()
    loop.call_soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("first one")
    loop.call_soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("cancelled by run() itself")
        raise
    log.append("never here")


log = []
try:
    asyncio.run(main(log))
except KeyboardInterrupt as e:
    print(repr(e))
print(log)
