# Timeouts within timeouts: each turns only its own cancellation into a TimeoutError.
import asyncio


async def nest(outer_delay, inner_delay):
    try:
        async with asyncio.timeout(outer_delay) as outer:
            try:
                async with asyncio.timeout(inner_delay) as inner:
                    await asyncio.sleep(10)
            except TimeoutError as e:
                print("inner timed out", repr(e), outer.expired())
                await asyncio.sleep(0)
                print("body goes on")
            finally:
                print("inner", inner.expired(), "outer", outer.expired())
    except TimeoutError as e:
        print("outer timed out", repr(e))
    print("inner", inner.expired(), "outer", outer.expired(), asyncio.current_task().cancelling())


async def main():
    await nest(5, 0.01)
    await nest(0.01, 5)
    await nest(0, 0)
    await nest(5, 0)
    await nest(None, 0.01)
    await nest(0.01, None)

    try:
        async with asyncio.timeout(None) as limit:
            try:
                await asyncio.wait_for(asyncio.sleep(10), 0.01)
            except TimeoutError:
                print("wait_for first")
            limit.reschedule(asyncio.get_running_loop().time() + 0.01)
            await asyncio.sleep(10)
    except TimeoutError:
        print("then the timeout")


asyncio.run(main())
