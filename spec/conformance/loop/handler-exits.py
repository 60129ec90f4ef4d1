import asyncio


def bad():
    raise ValueError("a bad callback")


def leaves(loop, context):
    print("handler:", context["message"].split(" bad")[0])
    raise SystemExit(4)


def handled(loop, context):
    print("handler:", repr(context["exception"]))
    loop.stop()


loop = asyncio.new_event_loop()
loop.set_exception_handler(leaves)
loop.call_soon(bad)
loop.call_soon(print, "waits behind it")
try:
    loop.run_forever()
except SystemExit as e:
    print("came out:", repr(e))

loop.set_exception_handler(handled)
loop.call_soon(bad)
loop.call_soon(bad)
loop.run_forever()
print("stopped by the handler")


class Special(Exception):
    pass


async def catches():
    try:
        raise Special("inside")
    except Special as e:
        asyncio.get_running_loop().call_exception_handler({"message": "told", "exception": e})
    return "goes on"


print("the handler may stop the loop too early:")
try:
    loop.run_until_complete(catches())
    print("but not before a task that is done")
except RuntimeError as e:
    print(repr(e))
loop.close()
