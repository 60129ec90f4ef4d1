# What Python takes both ways, given by its name.
import asyncio
from asyncio import TaskGroup


async def work(value):
    await asyncio.sleep(delay=0)
    return value


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(coro=work(1), name="one")
    print(task.get_name(), await asyncio.wait_for(fut=task, timeout=1))
    print(await asyncio.shield(arg=work(2)))
    print(await asyncio.ensure_future(coro_or_future=work(3), loop=loop))
    done, pending = await asyncio.wait(fs=[loop.create_task(coro=work(4))], timeout=1)
    print(len(done), len(pending))
    for each in asyncio.as_completed(fs=[work(5)], timeout=1):
        print(await each)
    async with TaskGroup() as group:
        made = group.create_task(coro=work(6), name="six")
    print(made.get_name(), made.result())
    later = asyncio.run_coroutine_threadsafe(work(7), loop=loop)
    print(await asyncio.wrap_future(later))
    later = asyncio.run_coroutine_threadsafe(coro=work(8), loop=loop)
    print(await asyncio.wrap_future(later, loop=loop))
    async with asyncio.timeout(delay=None) as limit:
        limit.reschedule(when=loop.time() + 100)
        print(limit.when() > loop.time())
        limit.reschedule(when=None)
        print(limit.when())
    print(asyncio.Timeout(when=5).when())
    loop.set_debug(enabled=True)
    print(loop.get_debug())
    loop.set_debug(enabled=False)
    print(loop.get_debug())
    loop.set_task_factory(factory=asyncio.create_eager_task_factory(custom_task_constructor=asyncio.Task))
    print(await loop.create_task(coro=work(9)))
    loop.set_task_factory(factory=None)
    print(loop.get_task_factory())
    loop.set_exception_handler(handler=lambda loop, context: print(context["message"]))
    loop.call_exception_handler({"message": "told"})
    loop.set_exception_handler(handler=None)
    print(loop.get_exception_handler())
    loop.call_soon(callback=lambda: print("soon"))
    loop.call_later(delay=0, callback=lambda: print("later"), context=None)
    loop.call_later(0, callback=lambda: print("as soon"))
    loop.call_at(when=loop.time() + 0.001, callback=lambda: print("at its time"))
    await asyncio.sleep(0.01)
    print(await loop.run_in_executor(executor=None, func=lambda: "in a thread"))
    print(asyncio.IncompleteReadError(b"ab", expected=5))
    print(asyncio.LimitOverrunError("too long", consumed=3).consumed)


asyncio.run(main=main())
with asyncio.Runner() as runner:
    print(runner.run(coro=work(10)))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop=loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(future=work(11)))
asyncio.set_event_loop(loop=None)
loop.close()
try:
    forgotten = work(12)
    asyncio.run(main=forgotten, bogus=1)
except TypeError as e:
    print(e)
forgotten.close()
