import asyncio


async def fails_when_cancelled(name):
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError(f"{name} failed to clean up")


def handler(loop, context):
    print("handler:", sorted(context))
    print("  message:", context["message"])
    print("  exception:", repr(context["exception"]))
    print("  task:", context["task"].get_name())


async def main(fail):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    asyncio.create_task(fails_when_cancelled("left over"), name="left over")
    await asyncio.sleep(0)
    if fail:
        raise RuntimeError("main failed")
    return "main's result"


print(asyncio.run(main(False)))
try:
    asyncio.run(main(True))
except RuntimeError as e:
    print("came out:", repr(e))
