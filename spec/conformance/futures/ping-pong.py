import asyncio


async def player(name, mine, theirs):
    loop = asyncio.get_running_loop()
    for turn in range(3):
        ball = await mine[0]
        print(name, "hits", ball)
        mine[0] = loop.create_future()
        theirs[0].set_result(ball + 1)
    print(name, "stops")


async def main():
    loop = asyncio.get_running_loop()
    left, right = [loop.create_future()], [loop.create_future()]
    a = asyncio.create_task(player("left", left, right))
    b = asyncio.create_task(player("right", right, left))
    loop.call_later(0.01, left[0].set_result, 1)
    print(await a, await b)
    print("the ball lies", left[0])

    # A future set by a timer, one by a callback, one before it is awaited.
    timer, soon, ready = loop.create_future(), loop.create_future(), loop.create_future()
    loop.call_later(0.01, timer.set_result, "timer")
    loop.call_soon(soon.set_result, "soon")
    ready.set_result("ready")
    for future in (timer, soon, ready):
        print(await future)


asyncio.run(main())
