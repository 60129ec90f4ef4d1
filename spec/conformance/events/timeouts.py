# Waiting for an event with a time limit; the event itself is untouched.
import asyncio


async def main():
    event = asyncio.Event()
    for _ in range(2):
        try:
            await asyncio.wait_for(event.wait(), 0.001)
        except TimeoutError as e:
            print(repr(e), event)
    loop = asyncio.get_running_loop()
    loop.call_later(0.001, event.set)
    print(await asyncio.wait_for(event.wait(), 1), event)
    event.clear()
    loop.call_later(0.002, event.set)
    done, pending = await asyncio.wait([asyncio.create_task(event.wait())], timeout=0.001)
    print(len(list(done)), len(list(pending)))
    waiting = list(pending)[0]
    print(await waiting)
    shielded = asyncio.create_task(event.wait())
    print(await asyncio.shield(shielded))


asyncio.run(main())
