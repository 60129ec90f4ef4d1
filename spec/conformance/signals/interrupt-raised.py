# A KeyboardInterrupt or SystemExit raised by a task or callback ends run() and comes out of it.
import asyncio
# conformance: mask lines


async def bystander(log):
    try:
        await asyncio.Event().wait()
    finally:
        log.append("bystander cleaned up")


async def raiser(exc):
    await asyncio.sleep(0)
    raise exc


async def main(exc, how, log):
    asyncio.create_task(bystander(log))
    if how == "task":
        asyncio.create_task(raiser(exc))
    if how == "main":
        await raiser(exc)

    def callback():
        raise exc

    if how == "callback":
        asyncio.get_running_loop().call_soon(callback)
    try:
        await asyncio.Event().wait()
    finally:
        log.append("main cleaned up")


for how in ("task", "callback", "main"):
    log = []
    try:
        asyncio.run(main(KeyboardInterrupt(how), how, log))
    except KeyboardInterrupt as e:
        print(repr(e), sorted(log))
    log = []
    try:
        asyncio.run(main(SystemExit(3), how, log))
    except SystemExit as e:
        print(type(e).__name__, sorted(log))
