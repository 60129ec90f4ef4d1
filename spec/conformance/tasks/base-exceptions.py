import asyncio


class Fatal(BaseException):
    pass


async def raises(error):
    await asyncio.sleep(0)
    raise error


async def main():
    for error in (ValueError("ordinary"), Fatal("a BaseException"), asyncio.TimeoutError(), EOFError("end")):
        task = asyncio.create_task(raises(error))
        try:
            await task
        except BaseException as e:
            print("awaited:", repr(e), e is error)
        print(task)

    try:
        await raises(LookupError("key"))
    except LookupError as e:
        print("a plain await:", repr(e))


asyncio.run(main())
