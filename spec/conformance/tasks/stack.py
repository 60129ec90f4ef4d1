import asyncio


async def work():
    await asyncio.sleep(0)
    return 1


async def main():
    task = asyncio.create_task(work(), name="work")
    print("pending:", len(task.get_stack()) > 0)
    await task
    print("finished:", len(task.get_stack()))
    task.print_stack()

    stopped = asyncio.create_task(work(), name="stopped")
    stopped.cancel()
    await asyncio.wait([stopped])
    print("cancelled:", len(stopped.get_stack()))
    stopped.print_stack()


asyncio.run(main())
