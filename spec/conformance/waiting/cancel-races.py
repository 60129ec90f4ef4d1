# A cancellation that comes in the same turn as a result, an error or another cancellation, for each way of waiting.
import asyncio


async def wait_plain(future):
    return await future


async def wait_gather(future):
    return await asyncio.gather(future, asyncio.sleep(0, "other"))


async def wait_shield(future):
    return await asyncio.shield(future)


async def wait_wait(future):
    done, pending = await asyncio.wait([future])
    return [len(done), len(pending)]


async def wait_timeout(future):
    async with asyncio.timeout(60):
        return await future


async def wait_nested(future):
    return await wait_plain(asyncio.ensure_future(wait_plain(future)))


async def outcome(wait, actions):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(wait(future))
    for _ in range(4):
        await asyncio.sleep(0)
    for action in actions:
        if action == "result":
            future.set_result("result")
        elif action == "error":
            future.set_exception(ValueError("error"))
        elif action == "cancel":
            task.cancel("outer")
        elif action == "inner":
            future.cancel("inner")
        else:
            await asyncio.sleep(0)
    turns = 0
    while not task.done():
        turns += 1
        await asyncio.sleep(0)
        if turns == 20:
            future.cancel("at last")
    if future.done() and not future.cancelled():
        future.exception()
    try:
        text = repr(task.result())
    except BaseException as e:
        text = repr(e)
    return "%s after %d turns, cancelling %d, future %s" % (text, turns, task.cancelling(), future._state)


async def main():
    for wait in [wait_plain, wait_gather, wait_shield, wait_wait, wait_timeout, wait_nested]:
        print(wait.__name__)
        for actions in ["result", "error", "inner", "cancel", "result cancel", "error cancel", "inner cancel",
                        "cancel result", "cancel cancel", "result turn cancel", "error turn cancel", "inner turn cancel",
                        "cancel turn cancel", "cancel turn result"]:
            try:
                print("   ", actions, "->", await outcome(wait, actions.split()))
            except asyncio.InvalidStateError as e:
                print("   ", actions, "!!", repr(e))


asyncio.run(main())
