# Keyword arguments: of a call, and behind a callback's own arguments, where a dict may be one of them.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="outside")


def callback(*args):
    print("callback", list(args), "var is", var.get())


async def work(x):
    await asyncio.sleep(0)
    return x


async def main():
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    context.run(var.set, "inside")

    loop.call_soon(callback, 1, "two", context=context)
    loop.call_soon(callback, {"context": "an argument"})
    loop.call_soon(callback, {"a": 1}, context=context)
    loop.call_later(0.001, callback, None, context=context)
    loop.call_at(loop.time() + 0.002, callback, context=context)
    loop.call_soon_threadsafe(callback, "threadsafe", context=context)
    await asyncio.sleep(0.01)

    print(await asyncio.sleep(0, {"result": "a dict"}), await asyncio.sleep(0, result={"timeout": 1}))
    queue = asyncio.Queue(maxsize=1)
    await queue.put({"item": 1})
    print(queue.maxsize, await queue.get())
    print(await asyncio.wait_for(work({"timeout": 0}), timeout=1))

    task = asyncio.create_task(work(5), name="by keyword", context=context)
    print(task.get_name(), task.get_context() is context, await task)
    for wrong in [lambda: asyncio.Queue(size=1), lambda: asyncio.Semaphore(val=1)]:
        try:
            wrong()
        except TypeError as e:
            print("TypeError", str(e).split("(")[1])


asyncio.run(main())
