# A result and a cancellation in one turn of the loop: which of the two the waiter sees depends on their order.
import asyncio


async def waiter(name, future, timeout):
    try:
        result = await asyncio.wait_for(future, timeout)
        print(name, "got", repr(result))
        await asyncio.sleep(0)
        print(name, "goes on")
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e))
        raise
    except TimeoutError as e:
        print(name, "timed out", repr(e))


async def race(name, timeout, *actions):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(waiter(name, future, timeout))
    await asyncio.sleep(0)
    for action in actions:
        if action == "result":
            future.set_result("value")
        elif action == "cancel":
            task.cancel("outer")
        elif action == "cancel future":
            future.cancel("inner")
        elif action == "turn":
            await asyncio.sleep(0)
    await asyncio.wait([task])
    print(name, "| task", "cancelled" if task.cancelled() else "finished", "| future",
          "cancelled" if future.cancelled() else "done")


async def main():
    for timeout in (None, 5):
        await race("result", timeout, "result")
        await race("result, cancel", timeout, "result", "cancel")
        await race("result, turn, cancel", timeout, "result", "turn", "cancel")
        await race("cancel", timeout, "cancel")
        await race("cancel future", timeout, "cancel future")
        await race("cancel future, cancel", timeout, "cancel future", "cancel")


asyncio.run(main())
