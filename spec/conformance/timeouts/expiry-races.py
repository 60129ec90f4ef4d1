# The deadline and something else in one turn of the loop: a cancellation, a result, the end of the body, a second deadline.
import asyncio


async def body(limit, future, log):
    try:
        async with limit:
            log.append("got " + repr(await future))
            await asyncio.sleep(0)
            log.append("went on")
    except BaseException as e:
        log.append(repr(e))
        if isinstance(e, asyncio.CancelledError):
            raise
    log.append("cancelling %d" % asyncio.current_task().cancelling())


async def attempt(actions):
    loop = asyncio.get_running_loop()
    log, limit, future = [], asyncio.timeout(None), loop.create_future()
    task = asyncio.create_task(body(limit, future, log))
    await asyncio.sleep(0)
    for action in actions.split():
        if action == "expire":
            limit.reschedule(loop.time() - 1)
        elif action == "keep":
            limit.reschedule(None)
        elif action == "cancel":
            task.cancel("outside")
        elif action == "uncancel":
            task.uncancel()
        elif action == "result":
            log.append("too late") if future.done() else future.set_result("value")
        else:
            await asyncio.sleep(0)
    await asyncio.wait([task])
    print(actions, "->", log, limit.expired(), "cancelled" if task.cancelled() else "finished", task.cancelling(), limit)


async def main():
    for actions in ["expire", "expire cancel", "cancel expire", "expire result", "result expire", "expire turn cancel",
                    "result turn expire", "expire keep result", "expire turn result", "cancel uncancel expire",
                    "expire turn cancel cancel", "result turn cancel expire", "expire expire"]:
        await attempt(actions)


asyncio.run(main())
