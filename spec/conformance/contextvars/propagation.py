# Who makes a task, and so a copy of the context, and who awaits in the same one.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def setter(value):
    before = var.get()
    await asyncio.sleep(0)
    var.set(value)
    return before


async def main():
    var.set("main")
    await setter("await")
    print("await:", var.get())

    await asyncio.gather(setter("gather"), setter("gather too"))
    print("gather:", var.get())
    await asyncio.wait([asyncio.create_task(setter("wait"))])
    print("wait:", var.get())
    await asyncio.shield(setter("shield"))
    print("shield:", var.get())
    print("ensure_future:", await asyncio.ensure_future(setter("ensure_future")), var.get())
    async with asyncio.TaskGroup() as group:
        group.create_task(setter("TaskGroup"))
        var.set("in the body")
        late = group.create_task(setter("TaskGroup, late"))
    print("TaskGroup:", var.get(), "|", late.result())
    for earliest in asyncio.as_completed([setter("as_completed")]):
        await earliest
    print("as_completed:", var.get())

    await asyncio.wait_for(setter("wait_for"), 1)
    print("wait_for:", var.get())
    await asyncio.wait_for(setter("wait_for without timeout"), None)
    print("wait_for:", var.get())
    async with asyncio.timeout(1):
        var.set("timeout")
    print("timeout:", var.get())
    async with asyncio.Lock():
        var.set("lock")
    print("lock:", var.get())


asyncio.run(main())
print("module:", var.get())
