# A callback runs in the context of the moment it was scheduled or added, or in the one it was given.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="-")


def show(label, *rest):
    print(label, "sees", var.get())
    var.set("set by " + label)


async def work():
    var.set("the task's own")
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    given = contextvars.copy_context()
    given.run(var.set, "given")

    var.set("when scheduled")
    loop.call_soon(show, "call_soon")
    loop.call_soon(show, "call_soon with context", context=given)
    loop.call_soon(show, "again", context=given)
    loop.call_later(0.001, show, "call_later")
    loop.call_later(0.002, show, "call_later with context", context=given)
    var.set("after scheduling")
    await asyncio.sleep(0.01)
    print("main", var.get(), "|", given[var])

    future = loop.create_future()
    var.set("when added")
    future.add_done_callback(lambda f: show("first callback"))
    var.set("when added, later")
    future.add_done_callback(lambda f: show("second callback"))
    future.add_done_callback(lambda f: show("third callback"), context=given)
    var.set("when done")
    future.set_result(None)
    await asyncio.sleep(0)

    task = asyncio.create_task(work())
    task.add_done_callback(lambda t: show("task callback"))
    await task
    await asyncio.sleep(0)
    print("main", var.get(), "|", given[var])


asyncio.run(main())
