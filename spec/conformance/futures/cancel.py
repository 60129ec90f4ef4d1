import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback:", f.cancelled()))
    print("cancel:", future.cancel("not needed"))
    print("cancel again:", future.cancel("really"))
    print(future, future.done(), future.cancelled())
    for what in (future.result, future.exception):
        try:
            what()
        except asyncio.CancelledError as e:
            print("raised", repr(e))
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as e:
        print(repr(e))
    try:
        future.set_exception(ValueError())
    except asyncio.InvalidStateError as e:
        print(repr(e))
    await asyncio.sleep(0)

    try:
        await future
    except asyncio.CancelledError as e:
        print("await raised", repr(e))
    print("this task is not cancelled:", asyncio.current_task().cancelling())

    plain = loop.create_future()
    plain.cancel()
    try:
        await plain
    except asyncio.CancelledError as e:
        print("await raised", repr(e), [str(e)])

    late = loop.create_future()
    loop.call_soon(late.cancel, "from a callback")
    try:
        await late
    except asyncio.CancelledError as e:
        print("await raised", repr(e))


asyncio.run(main())
