# gather with children that end in one turn, in any order, with errors and cancellations among them.
import asyncio


async def attempt(actions, return_exceptions):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    outer = asyncio.gather(*futures, return_exceptions=return_exceptions)
    calls = []
    outer.add_done_callback(lambda f: calls.append([f.done() for f in futures]))
    for action in actions.split():
        kind, index = action[:-1], int(action[-1]) if action[-1].isdigit() else None
        if kind == "done":
            futures[index].set_result(index)
        elif kind == "error":
            futures[index].set_exception(ValueError(action))
        elif kind == "cancel":
            futures[index].cancel(action)
        elif action == "outer":
            print("  outer.cancel:", outer.cancel("outer"))
        else:
            await asyncio.sleep(0)
    for _ in range(3):
        await asyncio.sleep(0)
    if outer.done():
        try:
            text = repr(outer.result())
        except BaseException as e:
            text = repr(e)
    else:
        text = "pending"
        for f in futures:
            f.cancel()
        await asyncio.gather(outer, return_exceptions=True)
    print(actions, return_exceptions, "->", text, calls[:1], outer)
    for f in futures:
        if f.done() and not f.cancelled():
            f.exception()


async def main():
    for return_exceptions in (False, True):
        for actions in ["done0 done1 done2", "done2 done1 done0", "error0", "done0 error1 cancel2", "cancel0 error1 done2",
                        "error2 turn error0 done1", "outer", "done0 outer", "done0 done1 done2 outer", "cancel0 cancel1 cancel2",
                        "done0 done1 done2 turn outer", "error0 outer", "cancel1 turn outer", "outer outer"]:
            await attempt(actions, return_exceptions)


asyncio.run(main())
