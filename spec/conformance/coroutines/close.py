import asyncio


async def work():
    print("never printed")


async def main():
    c = work()
    print("close:", c.close())
    print("close again:", c.close())
    try:
        await c
    except RuntimeError as e:
        print("await after close:", repr(e))

    task = asyncio.create_task(c)
    try:
        await task
    except RuntimeError as e:
        print("task after close:", repr(e))

    c = work()
    try:
        c.throw(ValueError("thrown in"))
    except ValueError as e:
        print("throw before the start:", repr(e))
    try:
        await c
    except RuntimeError as e:
        print("await after throw:", repr(e))


asyncio.run(main())
