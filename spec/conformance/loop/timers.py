import asyncio


def say(what):
    print(what)


async def main():
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.call_at(now + 0.03, say, "third")
    loop.call_at(now + 0.01, say, "first")
    loop.call_at(now + 0.02, say, "second")
    loop.call_at(now, say, "due at once")
    loop.call_later(-1, say, "a negative delay")
    loop.call_at(now - 5, say, "long past")
    loop.call_soon(say, "soon comes before all of them")
    await asyncio.sleep(0.05)

    print("--- equal deadlines")
    when = loop.time() + 0.005
    for name in "abcdefgh":
        loop.call_at(when, say, name)
    await asyncio.sleep(0.02)

    print("--- some of them cancelled")
    when = loop.time() + 0.005
    handles = [loop.call_at(when, say, name) for name in "abcdefgh"]
    for i in (0, 2, 3):
        handles[i].cancel()
    await asyncio.sleep(0.02)

    print("--- a timer that makes a timer")
    loop.call_later(0.001, lambda: loop.call_later(0, say, "inner"))
    loop.call_later(0.1, say, "outer")
    await asyncio.sleep(0.11)


asyncio.run(main())
