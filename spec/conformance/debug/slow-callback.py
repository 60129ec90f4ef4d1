# A callback and a step that take too long are logged.
import asyncio
import time
# conformance: mask lines
# conformance: mask times


def block():
    time.sleep(0.2)


async def slow():
    await asyncio.sleep(0)
    block()
    return "done"


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.15
    loop.call_soon(block)
    await asyncio.sleep(0)
    task = loop.create_task(slow(), name="slow one")
    print(await task)


asyncio.run(main(), debug=True)
