# Handlers go with their loop; the next loop begins without.
import asyncio
import os
import signal


async def first(log):
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, log.append, "first loop")
    queue = asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR2, queue.put_nowait, "second signal")
    os.kill(os.getpid(), signal.SIGUSR2)
    print(await queue.get())


async def second(log):
    loop = asyncio.get_running_loop()
    print(loop.remove_signal_handler(signal.SIGUSR1))
    gate = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, gate.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    await gate.wait()
    print(loop.remove_signal_handler(signal.SIGUSR1), log)


log = []
asyncio.run(first(log))
asyncio.run(second(log))
loop = asyncio.new_event_loop()
loop.close()
try:
    loop.add_signal_handler(signal.SIGUSR1, log.append, 1)
except RuntimeError as e:
    print(repr(e))
