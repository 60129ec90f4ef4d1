import asyncio


async def work(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError(f"{x} is negative")
    return x * 2


def attempt(what, f):
    try:
        print(what, repr(f()))
    except Exception as e:
        print(what, "raised", repr(e))


async def main():
    good, bad = asyncio.create_task(work(1)), asyncio.create_task(work(-1))
    attempt("result:", good.result)
    attempt("exception:", good.exception)
    attempt("set_result:", lambda: good.set_result(1))
    attempt("set_exception:", lambda: good.set_exception(ValueError()))
    print(good.done(), good.cancelled())
    print("awaited:", await good)
    print(good.done(), good.cancelled())
    attempt("result:", good.result)
    attempt("exception:", good.exception)
    attempt("cancel:", good.cancel)

    try:
        await bad
    except ValueError as e:
        print("awaited:", repr(e), e is bad.exception())
    attempt("result:", bad.result)
    attempt("exception:", bad.exception)
    print(bad.done(), bad.cancelled())
    print(bad)
    print("awaited again:", await good)


asyncio.run(main())
