# Handles and timers: what will be called, with what, and that it was cancelled.
# (Its lines are those of its twin: they are printed.)
import asyncio


def callback(*args):
    print("called", list(args))


class Ticker:
    def tick(self):
        print("tick")


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_soon(callback)
    print(handle, handle.cancelled())
    print(loop.call_soon(callback, 1, "two", None, [3.5]))
    print(loop.call_soon(callback, "x" * 50, list(range(20))))
    handle.cancel()
    print(handle, handle.cancelled())
    handle.cancel()
    print(handle)

    timer = loop.call_later(0.001, callback, True)
    print(timer, type(timer).__name__, issubclass(type(timer), type(handle)))
    late = loop.call_at(loop.time() + 100, callback)
    print(late)
    late.cancel()
    print(late, late.cancelled())
    await asyncio.sleep(0.01)
    print(timer, timer.cancelled())
    timer.cancel()
    print(timer, timer.cancelled())
    print(loop.call_soon_threadsafe(callback, {"a": 1}))
    await asyncio.sleep(0)
    loop.call_at(loop.time() - 1, callback, "past")
    await asyncio.sleep(0)


asyncio.run(main())
