# A chain of events, each set by the one who waited for the one before.
import asyncio


async def relay(i, events, log):
    await events[i].wait()
    log.append(i)
    if i + 1 < len(events):
        events[i + 1].set()
    log.append(-i)


async def main():
    events = [asyncio.Event() for _ in range(6)]
    log = []
    tasks = [asyncio.create_task(relay(5 - i, events, log)) for i in range(6)]
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(events[0].set)
    await asyncio.gather(*tasks)
    print(log)
    print([event.is_set() for event in events])


asyncio.run(main())
