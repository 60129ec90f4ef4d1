# An async generator runs in the context of whoever asks it for its next value.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def numbers():
    var.set("set by the generator")
    for number in range(3):
        print("generator sees", var.get())
        yield number
        await asyncio.sleep(0)


async def consumer(name):
    var.set(name)
    async for number in numbers():
        print(name, number, "sees", var.get())
        var.set("%s after %d" % (name, number))
    return var.get()


async def main():
    print(await consumer("alone"))
    var.set("main")
    print(await asyncio.create_task(consumer("task")), "|", var.get())
    generator = numbers()
    print(await anext(generator), var.get())
    await generator.aclose()


asyncio.run(main())
