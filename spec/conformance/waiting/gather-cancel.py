# Cancelling a gather cancels all its children; cancelling one child is an error of the whole.
import asyncio


async def child(name):
    print(name, "starts")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        await asyncio.sleep(0)
        print(name, "has tidied up")
        raise


async def main():
    outer = asyncio.gather(child("a"), child("b"))
    await asyncio.sleep(0)
    print("cancel:", outer.cancel("stop it"), outer.done())
    try:
        await outer
    except asyncio.CancelledError as e:
        print("outer:", repr(e))
    print(outer.cancelled(), outer.cancel())

    victim = asyncio.create_task(child("c"))
    other = asyncio.create_task(child("d"))
    outer = asyncio.gather(victim, other)
    await asyncio.sleep(0)
    victim.cancel("only you")
    try:
        await outer
    except asyncio.CancelledError as e:
        print("outer:", repr(e))
    print(victim.cancelled(), other.done())
    other.cancel()
    await asyncio.wait([other])

    outer = asyncio.gather(child("e"), child("f"), return_exceptions=True)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError as e:
        print("even so:", repr(e))


asyncio.run(main())
