# What add_signal_handler and remove_signal_handler refuse.
import asyncio
import signal


async def coro():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for number in (1000, -1, 65, 0):
        try:
            loop.add_signal_handler(number, print)
        except ValueError as e:
            print("ValueError:", e)
        try:
            loop.remove_signal_handler(number)
        except ValueError as e:
            print("ValueError:", e)
    for text in (signal.SIGKILL, signal.SIGSTOP):
        try:
            loop.add_signal_handler(text, print)
        except RuntimeError as e:
            print("RuntimeError:", e)
    for func in (coro, coro()):
        try:
            loop.add_signal_handler(signal.SIGUSR1, func)
        except TypeError as e:
            print("TypeError:", e)
    print(loop.remove_signal_handler(signal.SIGUSR1))
    coro().close()


asyncio.run(main())
