import asyncio


def first(future):
    pass


def second(future):
    pass


def third(future):
    pass


loop = asyncio.new_event_loop()
future = loop.create_future()
print(future)
future.add_done_callback(first)
print(future)
future.add_done_callback(second)
print(future)
future.add_done_callback(third)
print(future)
future.add_done_callback(first)
print(future)
future.remove_done_callback(first)
print(future)
future.set_result([1, 2.5, "text", None, True, {"a": 1}, (1, 2)][:6])
print(future)
print(str(future), repr(future), f"{future}", [future])

failed = loop.create_future()
failed.set_exception(KeyboardInterrupt())
print(failed)
failed.exception()

cancelled = loop.create_future()
cancelled.add_done_callback(first)
cancelled.cancel("with a message")
print(cancelled)

long = loop.create_future()
long.set_result("x" * 500)
print(long)

nested = loop.create_future()
nested.set_result({"future": cancelled})
print(nested)
loop.close()
