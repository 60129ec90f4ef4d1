import asyncio


async def waiter(name, future):
    print(name, "waits")
    try:
        print(name, "got", await future)
    except ValueError as e:
        print(name, "got", repr(e))
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "abc"]
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("a callback added after the waiters"))
    print("setting")
    future.set_result("value")
    late = asyncio.create_task(waiter("late", future))
    for task in [*tasks, late]:
        await task

    print("--- an error goes to each of them")
    failing = loop.create_future()
    tasks = [asyncio.create_task(waiter(name, failing)) for name in "xy"]
    loop.call_soon(print, "callback between")
    loop.call_soon(failing.set_exception, ValueError("shared"))
    for task in tasks:
        await task
    try:
        await failing
    except ValueError as e:
        print("and is the same object:", e is failing.exception())


asyncio.run(main())
