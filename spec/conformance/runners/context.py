import asyncio
import contextvars


var = contextvars.ContextVar("var", default="unset")


async def get_and_set(value):
    before = var.get()
    var.set(value)
    await asyncio.sleep(0)
    return before, var.get()


with asyncio.Runner() as runner:
    print("one context for all runs:")
    print(*runner.run(get_and_set("first")))
    print(*runner.run(get_and_set("second")))
    mine = contextvars.copy_context()
    print(*runner.run(get_and_set("third"), context=mine))
    print("the given one:", mine[var])
    print(*runner.run(get_and_set("fourth")))
print("outside:", var.get())

var.set("outside")
print("run copies:", *asyncio.run(get_and_set("inside")))
print("outside:", var.get())


async def tasks_inherit():
    var.set("parent")
    task = asyncio.create_task(get_and_set("child"))
    var.set("changed later")
    print(*await task)
    print("parent:", var.get())


asyncio.run(tasks_inherit())
