import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def first(f):
        print("first removes second:", f.remove_done_callback(second))
        loop.call_soon(print, "scheduled by first")

    def second(f):
        print("second is called all the same")

    def third(f):
        print("third cancels:", f.cancel(), "and reads", f.result())

    for callback in (first, second, third):
        future.add_done_callback(callback)
    future.set_result("value")
    loop.call_soon(print, "scheduled after set_result")
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    print("--- a callback sets the next future")
    chain = [loop.create_future() for _ in range(4)]
    for here, there in zip(chain, chain[1:]):
        here.add_done_callback(lambda f, there=there: there.set_result(f.result() + 1))
    loop.call_soon(chain[0].set_result, 1)
    print(await chain[-1], [f.result() for f in chain])

    print("--- a callback wakes a task, a task wakes a callback")
    a, b = loop.create_future(), loop.create_future()
    a.add_done_callback(lambda f: (print("a's callback"), b.set_result(None)))
    b.add_done_callback(lambda f: print("b's callback"))

    async def waits_for_b():
        await b
        print("the task of b")

    async def waits_for_a():
        await a
        print("the task of a")

    tasks = [asyncio.create_task(waits_for_b()), asyncio.create_task(waits_for_a())]
    await asyncio.sleep(0)
    a.set_result(None)
    await asyncio.wait(tasks)


asyncio.run(main())
