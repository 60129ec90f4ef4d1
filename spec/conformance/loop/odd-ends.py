import asyncio


async def work(x=None):
    await asyncio.sleep(0)
    return x


def attempt(what, f, *args):
    try:
        print(f"{what}:", repr(f(*args)))
    except (Exception, asyncio.CancelledError) as e:
        print(f"{what}:", repr(e))


loop = asyncio.new_event_loop()

cancelled, failed = loop.create_future(), loop.create_future()
cancelled.cancel("beforehand")
failed.set_exception(ValueError("beforehand"))
attempt("a cancelled future", loop.run_until_complete, cancelled)
attempt("a failed one", loop.run_until_complete, failed)

soon_cancelled = loop.create_future()
loop.call_soon(soon_cancelled.cancel)
attempt("cancelled meanwhile", loop.run_until_complete, soon_cancelled)

loop.stop()
coroutine = work("stopped before it began")
task = loop.create_task(coroutine)
attempt("stopped before", loop.run_until_complete, task)
attempt("the second time", loop.run_until_complete, task)

task = loop.create_task(work("finished"))
loop.run_until_complete(task)
task.set_name("renamed when done")
print(task.get_name(), task.cancel(), task.cancelling(), task.uncancel(), task.get_coro() is None)
attempt("done long ago", loop.run_until_complete, task)

forgotten = loop.create_task(work("runs along"))
attempt("another", loop.run_until_complete, work("the awaited one"))
print("ran along:", forgotten.done(), forgotten.result())

loop.close()
coroutine = work()
attempt("create_task on a closed loop", loop.create_task, coroutine)
coroutine.close()
print(asyncio.all_tasks(loop))
