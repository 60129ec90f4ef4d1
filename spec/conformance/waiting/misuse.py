# Waiting for what cannot be waited for: each function's own words.
import asyncio


async def attempt(label, action):
    try:
        result = action()
        print(label, "->", repr(await result))
    except BaseException as e:
        print(label, "!!", type(e).__name__, e)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    done.set_result("done")
    await attempt("gather of a number", lambda: asyncio.gather(1))
    await attempt("gather of None", lambda: asyncio.gather(None))
    await attempt("shield of a text", lambda: asyncio.shield("text"))
    await attempt("ensure_future of a number", lambda: asyncio.ensure_future(1))
    await attempt("create_task of a number", lambda: asyncio.create_task(1))
    await attempt("create_task of a future", lambda: asyncio.create_task(done))
    await attempt("wait of a number", lambda: asyncio.wait(1))
    await attempt("as_completed of numbers", lambda: next(iter(asyncio.as_completed([1]))))
    await attempt("sleep of a text", lambda: asyncio.sleep("1"))
    await attempt("sleep of None", lambda: asyncio.sleep(None))
    await attempt("wait_for a number", lambda: asyncio.wait_for(1, 1))
    await attempt("wait_for None for ever", lambda: asyncio.wait_for(None, None))
    await attempt("wait_for a text at once", lambda: asyncio.wait_for("text", 0))
    await attempt("a done future", lambda: asyncio.wait_for(done, 0))
    await attempt("the loop", lambda: asyncio.sleep(0, "is still usable"))
    pending = loop.create_future()
    for action in [pending.result, pending.exception, lambda: done.set_result(1), lambda: done.set_exception(ValueError()),
                   lambda: pending.set_exception(3)]:
        try:
            print(action())
        except Exception as e:
            print(type(e).__name__, e)


asyncio.run(main())
