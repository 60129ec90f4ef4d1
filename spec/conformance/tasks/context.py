import asyncio
import contextvars


user = contextvars.ContextVar("user", default="nobody")


async def work(name):
    print(name, "sees", user.get())
    user.set(name)
    await asyncio.sleep(0)
    print(name, "still sees", user.get())


async def main():
    user.set("main")
    a, b = asyncio.create_task(work("a")), asyncio.create_task(work("b"))
    print("a context of its own:", a.get_context() is not b.get_context())
    print("a copy:", a.get_context()[user])
    await a
    await b
    print("main sees", user.get(), "and in a's context is", a.get_context()[user])

    shared = contextvars.copy_context()
    c = asyncio.create_task(work("c"), context=shared)
    print("the given one:", c.get_context() is shared)
    await c
    await asyncio.create_task(work("d"), context=shared)
    print("shared:", shared[user], "main:", user.get())

    # A plain await shares the context.
    await work("awaited")
    print("main sees", user.get())

    def callback(task):
        print("callback sees", user.get())

    task = asyncio.create_task(work("e"))
    task.add_done_callback(callback)
    user.set("changed after adding")
    await task
    await asyncio.sleep(0)


asyncio.run(main())
