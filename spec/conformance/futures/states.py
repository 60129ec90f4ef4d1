import asyncio


def attempt(what, f):
    try:
        print(what, repr(f()))
    except Exception as e:
        print(what, "raised", repr(e))


loop = asyncio.new_event_loop()
future = loop.create_future()
print(future, future.done(), future.cancelled())
attempt("result:", future.result)
attempt("exception:", future.exception)
attempt("set_result:", lambda: future.set_result("first"))
print(future, future.done(), future.cancelled())
attempt("result:", future.result)
attempt("result again:", future.result)
attempt("exception:", future.exception)
attempt("set_result again:", lambda: future.set_result("second"))
attempt("set_exception:", lambda: future.set_exception(ValueError("late")))
attempt("cancel:", future.cancel)
print(future)

failed = loop.create_future()
attempt("set_exception:", lambda: failed.set_exception(ValueError("wrong")))
print(failed, failed.done(), failed.cancelled())
attempt("exception:", failed.exception)
attempt("result:", failed.result)
attempt("result again:", failed.result)
attempt("set_result:", lambda: failed.set_result(1))
attempt("cancel:", failed.cancel)

print(future.get_loop() is loop, asyncio.Future(loop=loop))
loop.close()
