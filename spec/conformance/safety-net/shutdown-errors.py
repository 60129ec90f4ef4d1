# Tasks that fail, resist or hang on while run() cancels them.
import asyncio
# conformance: mask lines


async def fails_late():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        raise ValueError("while cleaning up")


async def resists(log):
    for _ in range(2):
        try:
            await asyncio.sleep(0.001)
        except asyncio.CancelledError:
            log.append("resisted")
    log.append("ended by itself")


async def makes_another(log):
    try:
        await asyncio.Event().wait()
    finally:
        task = asyncio.create_task(asyncio.sleep(0, "the last"))
        log.append(await task)


async def main(log):
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: log.append([context["message"], repr(context["exception"])]))
    asyncio.create_task(fails_late(), name="fails late")
    asyncio.create_task(resists(log))
    asyncio.create_task(makes_another(log))
    await asyncio.sleep(0)
    return "main"


log = []
print(asyncio.run(main(log)))
for item in log:
    print(item)
