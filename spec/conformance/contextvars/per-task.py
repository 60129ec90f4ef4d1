# Each task has a copy of the context of the moment in which it was created.
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def deep():
    await asyncio.sleep(0)
    return user.get()


async def request(name):
    print(name, "begins as", user.get())
    user.set(name)
    await asyncio.sleep(0)
    print(name, "goes on as", user.get(), await deep())
    await asyncio.sleep(0.001)
    return user.get()


async def change():
    user.set("changed by a coroutine")


async def main():
    user.set("main")
    first = asyncio.create_task(request("first"))
    user.set("main, later")
    second = asyncio.create_task(request("second"))
    print(await first, await second, "|", user.get())

    await change()
    print(user.get())
    await asyncio.create_task(request("third"))
    print(user.get())


print(user.get())
asyncio.run(main())
print(user.get())
user.set("module")
asyncio.run(deep())
print(asyncio.run(deep()))
