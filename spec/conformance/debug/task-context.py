# What an exception handler gets in debug mode: where things were created.
import asyncio
# conformance: mask lines


async def boom():
    raise ValueError("boom")


def fail():
    raise LookupError("fail")


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))
    loop.call_soon(fail)
    loop.create_task(boom(), name="bomb")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return told


for context in asyncio.run(main(), debug=True):
    print(context["message"].split(" at ")[0], sorted(context), repr(context["exception"]))
