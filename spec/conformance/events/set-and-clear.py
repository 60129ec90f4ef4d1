# Who waits at the moment of set() goes on, even if it is cleared before they run.
import asyncio


async def waiter(name, event, log):
    log.append(f"{name} {await event.wait()} {event.is_set()}")


async def main():
    event = asyncio.Event()
    log = []
    tasks = [asyncio.create_task(waiter(name, event, log)) for name in "abc"]
    await asyncio.sleep(0)
    print(event)
    event.set()
    print(event)
    event.clear()
    print(event)
    late = asyncio.create_task(waiter("late", event, log))
    await asyncio.gather(*tasks)
    print(log, late.done(), event)
    event.set()
    event.set()
    await late
    await waiter("at once", event, log)
    print(log)
    event.clear()
    event.clear()
    print(event.is_set(), event)


asyncio.run(main())
