# wait_for asks again at each notification, with the lock held, and hands back what the predicate said.
import asyncio


async def main():
    condition = asyncio.Condition()
    items = []

    def ready():
        print("asked with", len(items), "locked:", condition.locked())
        return items[-1] if len(items) > 1 else False

    async def waiter():
        async with condition:
            print("got", await condition.wait_for(ready), condition.locked())

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    for word in ("one", "two", "three"):
        async with condition:
            items.append(word)
            condition.notify()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    await task

    def broken():
        raise ValueError("no idea")

    async def fails():
        async with condition:
            await condition.wait_for(broken)

    try:
        await fails()
    except ValueError as e:
        print(repr(e), condition.locked())


asyncio.run(main())
