# wait, its timeout, and a cancellation of the waiter, while its futures end in the same turn.
import asyncio


async def attempt(actions, return_when):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    waiter = asyncio.create_task(asyncio.wait(futures, return_when=return_when))
    await asyncio.sleep(0)
    for action in actions.split():
        kind, index = action[:-1], int(action[-1]) if action[-1].isdigit() else None
        if kind == "done":
            futures[index].set_result(index)
        elif kind == "error":
            futures[index].set_exception(ValueError(action))
        elif kind == "cancel":
            futures[index].cancel()
        elif action == "stop":
            waiter.cancel("stop")
        else:
            await asyncio.sleep(0)
    turns = 0
    while not waiter.done() and turns < 8:
        turns += 1
        await asyncio.sleep(0)
    if not waiter.done():
        text = "pending"
        waiter.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    elif waiter.cancelled():
        text = "cancelled"
    else:
        done, pending = waiter.result()
        text = "done %s pending %s" % ([f in done for f in futures], [f in pending for f in futures])
    print(return_when, actions, "->", text, turns, futures)
    for f in futures:
        if f.done() and not f.cancelled():
            f.exception()


async def main():
    for return_when in [asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED]:
        for actions in ["done0", "done0 done1", "done0 turn done1", "error1", "error1 done0", "done0 done1 done2", "cancel2",
                        "cancel0 cancel1 cancel2", "done0 stop", "stop done0", "done0 turn stop", "error0 error1 turn done2"]:
            await attempt(actions, return_when)


asyncio.run(main())
