# A loop that is closed over tasks that wait still.
import asyncio
# conformance: mask lines


async def brief():
    await asyncio.sleep(0)
    return "brief"


loop = asyncio.new_event_loop()
print(loop.run_until_complete(brief()))
future = loop.create_future()
print(future)
loop.close()
print(loop.is_closed(), future.done())
try:
    loop.call_soon(print, "no")
except RuntimeError as e:
    print(repr(e))
try:
    future.set_result(1)
    future.add_done_callback(print)
except RuntimeError as e:
    print(repr(e))
