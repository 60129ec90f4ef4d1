import asyncio


def callback(*args):
    print("called with", args)


loop = asyncio.new_event_loop()
handle = loop.call_soon(callback)
print(handle)
print(loop.call_soon(callback, 1, "two", [3]))
print(isinstance(handle, asyncio.Handle), isinstance(handle, asyncio.TimerHandle))

timer = loop.call_later(10, callback, "late")
print(isinstance(timer, asyncio.Handle), isinstance(timer, asyncio.TimerHandle))
print("when:", loop.time() + 9 < timer.when() <= loop.time() + 10)
print(timer)
at = loop.call_at(timer.when(), callback, "late")
print("when:", at.when() == timer.when(), at.cancelled())

for each in (handle, timer):
    print(each.cancelled(), each.cancel(), each.cancelled(), each.cancel())
    print(each)

loop.stop()
loop.run_forever()
handle.cancel()
print("cancelling one that was cancelled does nothing:", handle)
loop.close()
