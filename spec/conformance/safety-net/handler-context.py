# An exception handler runs in the context of the task or handle that failed.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


def fail():
    raise ValueError("here")


async def job(name):
    request.set(name)
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler sees", request.get(), repr(context["exception"])))
    request.set("main")
    await asyncio.gather(job("first"), job("second"))
    await job("third")
    loop.call_exception_handler({"message": "direct", "exception": ValueError("direct")})
    print(request.get())


asyncio.run(main())
