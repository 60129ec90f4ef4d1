# A timeout and a group print the state they are in.
import asyncio


async def work(turns):
    for _ in range(turns):
        await asyncio.sleep(0)


async def fails():
    raise ValueError("f")


async def main():
    limit = asyncio.timeout(60)
    print(limit)
    async with limit:
        print(limit)
        limit.reschedule(None)
        print(limit)
    print(limit)
    try:
        async with asyncio.timeout(-1) as limit:
            print(limit)
            try:
                await asyncio.sleep(1)
            finally:
                print(limit)
    except TimeoutError:
        print(limit)

    group = asyncio.TaskGroup()
    print(group)
    async with group:
        print(group)
        group.create_task(work(1))
        print(group)
        group.create_task(work(2))
        print(group)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(group)
        await asyncio.sleep(0)
        print(group)
    print(group)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(work(9))
            try:
                await asyncio.sleep(1)
            finally:
                print(group)
    except* ValueError as e:
        print(group, repr(e))


asyncio.run(main())
