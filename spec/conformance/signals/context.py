# A handler runs in the context in which it was set.
import asyncio
import os
import signal
import contextvars

name_var = contextvars.ContextVar("name_var", default="nobody")


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    def handler(n):
        name_var.set(f"{name_var.get()}+{n}")
        queue.put_nowait(name_var.get())

    name_var.set("setter")
    loop.add_signal_handler(signal.SIGUSR1, handler, 1)
    name_var.set("main, later")
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGUSR1)
        print(await queue.get())
    print(name_var.get())


asyncio.run(main())
