# A handler that raises: the loop goes on, and the exception handler hears of it.
import asyncio
import os
import signal


def fail(msg):
    raise ValueError(msg)


async def main():
    loop = asyncio.get_running_loop()
    told = asyncio.Queue()
    loop.set_exception_handler(lambda loop, context: told.put_nowait(context))
    loop.add_signal_handler(signal.SIGUSR1, fail, "from the handler")
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGUSR1)
        context = await told.get()
        print(context["message"].split("(")[0], repr(context["exception"]))
    print(loop.remove_signal_handler(signal.SIGUSR1))


asyncio.run(main())
