# In a group: errors, cancellations of the parent and ends of children in one turn of the loop.
import asyncio


async def child(future):
    try:
        return await future
    except asyncio.CancelledError:
        await asyncio.sleep(0)
        raise


async def parent(futures, log, wait_in_body):
    try:
        async with asyncio.TaskGroup() as group:
            for future in futures:
                group.create_task(child(future))
            if wait_in_body:
                await asyncio.get_running_loop().create_future()
        log.append("left")
    except BaseException as e:
        log.append(repr(e))
        log.append("cancelling %d" % asyncio.current_task().cancelling())
        raise
    await asyncio.sleep(0)
    log.append("went on")


async def attempt(actions, wait_in_body):
    futures = [asyncio.get_running_loop().create_future() for _ in range(2)]
    log = []
    task = asyncio.create_task(parent(futures, log, wait_in_body))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for action in actions.split():
        future = futures[int(action[-1])] if action[-1].isdigit() else None
        if future is not None and future.done():
            log.append("too late")
        elif action in ("error0", "error1"):
            future.set_exception(ValueError(action))
        elif action in ("done0", "done1"):
            future.set_result(action)
        elif action in ("inner0", "inner1"):
            future.cancel()
        elif action == "cancel":
            task.cancel("outside")
        else:
            await asyncio.sleep(0)
    turns = 0
    while not task.done() and turns < 20:
        turns += 1
        await asyncio.sleep(0)
    if not task.done():
        log.append("stopped")
        task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()
    print(actions, "->", log, turns, "cancelled" if task.cancelled() else "finished", task.cancelling())


async def main():
    for wait_in_body in (False, True):
        print("waits in its body" if wait_in_body else "waits at the end")
        for actions in ["done0 done1", "error0", "error0 error1", "error0 turn error1", "error0 cancel", "cancel error0",
                        "error0 turn cancel", "error0 turn turn cancel", "cancel turn error0", "cancel", "cancel cancel",
                        "inner0 done1", "inner0 error1", "done0 done1 cancel", "done0 done1 turn cancel", "inner0 inner1 cancel"]:
            await attempt(actions, wait_in_body)


asyncio.run(main())
