# In debug mode, call_soon and call_later check what they are given.
import asyncio


async def coro():
    pass


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    made = coro()
    for func in (coro, made):
        for f in (lambda: loop.call_soon(func), lambda: loop.call_later(1, func), lambda: loop.call_at(1, func), lambda: loop.call_soon_threadsafe(func)):
            try:
                f()
            except TypeError as e:
                print("TypeError:", e)
    made.close()
    for item in (1, "text", None):
        try:
            loop.call_soon(item)
        except TypeError as e:
            print("TypeError:", str(e)[:50])
    print(loop.get_debug())


asyncio.run(main(), debug=True)
