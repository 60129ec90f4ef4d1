import asyncio


async def ticker(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()

    def callback(depth):
        print("callback", depth)
        if depth < 3:
            loop.call_soon(callback, depth + 1)

    print("--- callbacks and tasks take turns")
    a = asyncio.create_task(ticker("a", 4))
    loop.call_soon(callback, 1)
    b = asyncio.create_task(ticker("b", 2))
    await a
    await b

    print("--- a due timer comes behind what is ready")
    loop.call_later(0, print, "timer")
    loop.call_soon(print, "ready 1")
    loop.call_soon(lambda: (print("ready 2"), loop.call_soon(print, "ready 3")))
    for i in range(4):
        print("main", i)
        await asyncio.sleep(0)

    print("--- a future's callbacks are one iteration later")
    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback of the future"))
    loop.call_soon(lambda: (print("set"), future.set_result(None)))
    loop.call_soon(print, "same iteration as set")
    await future
    print("main woke up")


asyncio.run(main())
