# call_soon_threadsafe from the loop's own thread: in order with the others, with a context, refused once closed.
import asyncio
import contextvars

current = contextvars.ContextVar("current", default="unset")


async def main():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    handle = loop.call_soon_threadsafe(log.append, "threadsafe 1")
    loop.call_soon(log.append, "soon 2")
    dropped = loop.call_soon_threadsafe(log.append, "dropped")
    dropped.cancel()
    print(handle.cancelled(), dropped.cancelled())
    await asyncio.sleep(0)
    print(log)
    context = contextvars.copy_context()
    context.run(current.set, "in the context")
    loop.call_soon_threadsafe(lambda: log.append(current.get()), context=context)
    loop.call_soon_threadsafe(lambda: log.append(current.get()))
    await asyncio.sleep(0)
    print(log)
    return loop


loop = asyncio.run(main())
try:
    loop.call_soon_threadsafe(print, "too late")
except RuntimeError as e:
    print(repr(e))
