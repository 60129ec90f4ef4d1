# What gather, shield and wait leave to be seen in the futures they work with.
# conformance: mask lines
import asyncio


async def work():
    await asyncio.sleep(0)
    return 1


async def main():
    outer = asyncio.gather(work(), work())
    print(outer)
    print(await outer, outer)
    outer = asyncio.gather(work())
    outer.cancel()
    print(outer)
    await asyncio.wait([outer])
    print(outer, repr(outer.exception()))
    print(asyncio.gather())

    future = asyncio.get_running_loop().create_future()
    shielded = asyncio.shield(future)
    print(shielded, str(future).split("(")[0])
    future.cancel()
    await asyncio.sleep(0)
    print(shielded, future)

    one, two = asyncio.get_running_loop().create_future(), asyncio.create_task(work(), name="two")
    done, pending = await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)
    print(done, pending)
    one.set_result("late")
    print(one)
    print(asyncio.timeout(None), asyncio.TaskGroup(), asyncio.Runner.__name__)


asyncio.run(main())
