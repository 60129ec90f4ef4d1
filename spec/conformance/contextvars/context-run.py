# Context.run: an empty context, a copy, nesting, and entering one twice.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


def show(label):
    print(label, var.get())
    return label.upper()


def set_and_show(value):
    var.set(value)
    show("in run")


var.set("module")
empty = contextvars.Context()
copy = contextvars.copy_context()
print(len(empty), len(copy), empty.run(show, "empty"), copy.run(show, "copy"))
copy.run(set_and_show, "changed")
show("outside")
copy.run(show, "the copy keeps it")
print(copy[var], copy.get(var), var in copy, var in empty, empty.get(var), empty.get(var, "none"))

try:
    copy.run(lambda: copy.run(show, "never"))
except RuntimeError as e:
    print("RuntimeError", str(e).split(" <")[0], "...", str(e).split("> ")[1])
copy.run(lambda: copy.copy().run(show, "a copy of it can be entered"))
copy.run(lambda: empty.run(show, "so can another"))

try:
    copy.run(lambda: 1 / 0)
except ZeroDivisionError:
    print("an error leaves the context", copy.run(show, "again"))


async def main():
    own = asyncio.current_task().get_context()
    print(own[var])
    try:
        own.run(show, "never")
    except RuntimeError as e:
        print("RuntimeError", str(e).split("> ")[1])
    coroutine = own.copy().run(lambda: asyncio.create_task(worker()))
    print(await coroutine)
    copy.run(asyncio.get_running_loop().call_soon, show, "callback")
    await asyncio.sleep(0)


async def worker():
    var.set(var.get() + "+")
    return var.get()


asyncio.run(main())
