# A handler that is added, replaced, removed; with arguments; called in order with other callbacks.
import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, queue.put_nowait, "first")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await queue.get())
    loop.add_signal_handler(signal.SIGUSR1, queue.put_nowait, "second")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await queue.get())
    loop.add_signal_handler(signal.SIGUSR2, queue.put_nowait, "another signal")
    os.kill(os.getpid(), signal.SIGUSR2)
    print(await queue.get())
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await queue.get())
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    print(loop.remove_signal_handler(signal.SIGUSR2), loop.remove_signal_handler(signal.SIGHUP))
    print(queue)


asyncio.run(main())
