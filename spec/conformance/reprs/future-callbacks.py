# Callbacks in a future's repr: one, two, and the first and last of more; gone once it is done.
# (Its lines are those of its twin: they are printed.)
import asyncio


def first(future):
    print("first", future)


def second(future):
    print("second", future)


def third(future):
    print("third", future)


def fourth(future):
    print("fourth", future)


async def main():
    future = asyncio.get_running_loop().create_future()
    print(future)
    future.add_done_callback(first)
    print(future)
    future.add_done_callback(second)
    print(future)
    future.add_done_callback(third)
    print(future)
    future.add_done_callback(fourth)
    print(future)
    print(future.remove_done_callback(second), future)
    print(future.remove_done_callback(first), future)
    future.add_done_callback(third)
    print(future)
    print(future.remove_done_callback(third), future.remove_done_callback(third), future)

    future.add_done_callback(lambda f: print("lambda", f))
    print(future)
    future.set_result("x")
    print(future)
    await asyncio.sleep(0)
    future.add_done_callback(first)
    print("added late", future)
    await asyncio.sleep(0)


asyncio.run(main())
