# A Runner keeps one context for all that it runs; run() copies the caller's.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def swap(value):
    before = var.get()
    var.set(value)
    await asyncio.sleep(0)
    return before


var.set("module")
with asyncio.Runner() as runner:
    print(runner.run(swap("first")))
    print(runner.run(swap("second")))
    given = contextvars.copy_context()
    print(runner.run(swap("in the given one"), context=given), given[var])
    print(runner.run(swap("third")))
    print(var.get())

var.set("changed")
print(asyncio.run(swap("run")), var.get())
empty = contextvars.Context()
with asyncio.Runner() as runner:
    print(runner.run(swap("x"), context=empty), empty[var])
    var.set("changed again")
    print(runner.run(swap("y")))

loop = asyncio.new_event_loop()
task = loop.create_task(swap("in the task"))
var.set("after the task was made")
print(loop.run_until_complete(task), var.get())
print(loop.run_until_complete(swap("coroutine")), var.get())
loop.close()
