# A task prints its name, its coroutine with a place in the source, and what came of it.
# (Its lines are those of its twin: they are printed.)
import asyncio


async def do_some_work(x):
    await asyncio.sleep(0)
    return "Done after %ss" % x


async def fail():
    raise ValueError("no good")


async def forever():
    await asyncio.sleep(100)


def callback(future):
    print("callback:", future)


async def main():
    task = asyncio.create_task(do_some_work(2))
    print(task)
    task.add_done_callback(callback)
    print(task)
    await task
    print(task)
    await asyncio.sleep(0)

    task = asyncio.create_task(fail(), name="failing")
    print(task)
    await asyncio.wait([task])
    print(task, repr(task.exception()))

    task = asyncio.create_task(forever())
    print(task)
    task.cancel()
    print(task)
    await asyncio.wait([task])
    print(task)

    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    task.cancel("with a message")
    await asyncio.wait([task])
    print(task)
    print(str(task) == repr(task), type(task).__name__)


asyncio.run(main())
