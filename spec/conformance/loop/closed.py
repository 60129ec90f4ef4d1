import asyncio


async def work():
    return "worked"


def attempt(what, f, *args):
    try:
        print(f"{what}:", repr(f(*args)))
    except Exception as e:
        print(f"{what}:", repr(e))


async def closes_its_own_loop():
    try:
        asyncio.get_running_loop().close()
    except RuntimeError as e:
        print(repr(e))


loop = asyncio.new_event_loop()
loop.run_until_complete(closes_its_own_loop())
print("closed:", loop.is_closed())
loop.call_soon(print, "never printed")
timer = loop.call_later(0, print, "never printed")
attempt("close", loop.close)
attempt("close again", loop.close)
print("closed:", loop.is_closed())

coroutine = work()
attempt("run_until_complete", loop.run_until_complete, coroutine)
coroutine.close()
attempt("run_forever", loop.run_forever)
attempt("call_soon", loop.call_soon, print)
attempt("call_soon_threadsafe", loop.call_soon_threadsafe, print)
attempt("call_later", loop.call_later, 1, print)
attempt("call_at", loop.call_at, loop.time(), print)
attempt("stop", loop.stop)
attempt("is_running", loop.is_running)
attempt("create_future", loop.create_future)
attempt("get_debug", loop.get_debug)
future = loop.create_future()
attempt("set_result", future.set_result, 1)
attempt("add_done_callback", future.add_done_callback, print)
pending = loop.create_future()
attempt("add_done_callback", pending.add_done_callback, print)
attempt("set_result", pending.set_result, 2)
print(pending)
attempt("call_exception_handler", loop.call_exception_handler, {"message": "still works"})
