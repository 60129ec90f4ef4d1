import asyncio


def first(future):
    print("first", future.result())


def second(future):
    print("second", future.result())


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(first)
    future.add_done_callback(second)
    future.add_done_callback(first)
    loop.call_soon(print, "a callback scheduled before set_result")
    future.set_result(1)
    loop.call_soon(print, "a callback scheduled after set_result")
    print("nothing has been called yet")
    await asyncio.sleep(0)
    print("now they were")

    print("added to a done future")
    future.add_done_callback(first)
    print("not called yet either")
    await asyncio.sleep(0)

    other = loop.create_future()
    for callback in (first, second, first, second, first):
        other.add_done_callback(callback)
    print("removed", other.remove_done_callback(first))
    print("removed", other.remove_done_callback(first))
    other.set_result(2)
    print("too late to remove:", other.remove_done_callback(second))
    await asyncio.sleep(0)

    def add_more(future):
        print("adding one from within a callback")
        future.add_done_callback(second)

    third = loop.create_future()
    third.add_done_callback(add_more)
    third.add_done_callback(first)
    third.set_result(3)
    await asyncio.sleep(0)
    print("one iteration later")
    await asyncio.sleep(0)


asyncio.run(main())
