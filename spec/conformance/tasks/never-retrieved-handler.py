import asyncio
import gc



async def boom(message):
    raise ValueError(message)


def handler(loop, context):
    print("handler:", sorted(context))
    print("  message:", context["message"])
    print("  exception:", repr(context["exception"]))
    print("  future:", context["future"])


async def forget():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    asyncio.create_task(boom("a task"), name="forgotten task")
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(ValueError("a future"))
    cancelled = asyncio.create_task(asyncio.sleep(1))
    cancelled.cancel()
    await asyncio.sleep(0)


async def main():
    await forget()
    gc.collect()


# Nobody has looked at the two errors when the loop is closed.
asyncio.run(main())
gc.collect()
print("done")
