# Cancelled while waiting for an event, before, after and along with set().
import asyncio


async def waiter(event):
    try:
        return await event.wait()
    except asyncio.CancelledError as e:
        return f"{e!r} {event.is_set()}"


async def main():
    for kind in ("set, cancel", "cancel, set", "cancel", "set, clear, cancel"):
        event = asyncio.Event()
        task = asyncio.create_task(waiter(event))
        bystander = asyncio.create_task(waiter(event))
        await asyncio.sleep(0)
        for word in kind.split(", "):
            if word == "set":
                event.set()
            if word == "clear":
                event.clear()
            if word == "cancel":
                task.cancel("enough")
        print(kind, event)
        await asyncio.sleep(0)
        print(event, task.done(), bystander.done())
        event.set()
        print(await task, await bystander, event)


asyncio.run(main())
