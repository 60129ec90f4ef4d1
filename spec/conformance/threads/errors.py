# What a function raises in a thread is raised where it is awaited.
import asyncio


def fail(kind):
    if kind == "value":
        raise ValueError("no value")
    if kind == "own":
        class Refused(ValueError):
            pass
        raise Refused("refused")
    if kind == "nested":
        try:
            raise TypeError("inner")
        except TypeError as e:
            raise RuntimeError("outer") from e
    return kind


async def main():
    for kind in ["value", "own", "nested", "fine"]:
        try:
            print(await asyncio.to_thread(fail, kind))
        except (ValueError, RuntimeError) as e:
            print(type(e).__name__, isinstance(e, ValueError), repr(e), repr(e.__cause__))

    task = asyncio.create_task(asyncio.to_thread(fail, "value"))
    await asyncio.wait([task])
    print(repr(task.exception()))
    print(await asyncio.gather(*[asyncio.to_thread(fail, k) for k in ("a", "own")], return_exceptions=True))
    try:
        await asyncio.to_thread(3)
    except TypeError as e:
        print("TypeError:", e)


asyncio.run(main())
