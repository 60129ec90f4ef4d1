import asyncio


async def never_starts():
    print("never starts")


async def main():
    print("main")


def leave_one(loop):
    loop.create_task(never_starts(), name="not started")
    print([t.get_name() for t in asyncio.all_tasks(loop)])


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
leave_one(loop)
print("closed:", loop.close())
