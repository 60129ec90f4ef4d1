# Names of tasks: counted by default, given, changed, and made text of.
import asyncio


async def work():
    return asyncio.current_task().get_name()


async def main():
    print(asyncio.current_task().get_name())
    tasks = [asyncio.create_task(work()) for _ in range(3)]
    print([t.get_name() for t in tasks])
    named = asyncio.create_task(work(), name="it's me")
    print(named)
    numbered = asyncio.create_task(work(), name=7)
    print(repr(numbered.get_name()), numbered)
    unnamed = asyncio.create_task(work(), name=None)
    print(unnamed.get_name())
    unnamed.set_name("renamed \"twice\"")
    unnamed.set_name(["not", "a", "str"])
    print(repr(unnamed.get_name()), unnamed)
    print(await asyncio.gather(*tasks, named, numbered, unnamed))
    print(await asyncio.gather(work(), work()))
    print(await asyncio.get_running_loop().create_task(work(), name="loop's"))
    print(await asyncio.ensure_future(work()))
    async with asyncio.TaskGroup() as group:
        print(group.create_task(work(), name="in group").get_name(), group.create_task(work()).get_name())


asyncio.run(main())
print(asyncio.run(work()))
