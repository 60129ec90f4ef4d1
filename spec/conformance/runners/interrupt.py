import asyncio
import os
import signal


def press_ctrl_c():
    print("^C")
    os.kill(os.getpid(), signal.SIGINT)


async def background():
    try:
        await asyncio.sleep(10)
    finally:
        print("the background is cancelled, too")


async def main(stubborn):
    asyncio.create_task(background())
    asyncio.get_running_loop().call_soon(press_ctrl_c)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("main is cancelled:", asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        print("main has cleaned up")
        if not stubborn:
            raise
    return "main finished all the same"


for stubborn in (False, True):
    try:
        print(asyncio.run(main(stubborn)))
    except KeyboardInterrupt as e:
        print("came out:", repr(e))


async def works():
    await asyncio.sleep(0)
    return "the next one works"


print(asyncio.run(works()))
