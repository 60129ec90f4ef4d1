import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(str(loop).replace("_UnixSelectorEventLoop", "EventLoop"))


loop = asyncio.new_event_loop()
print(str(loop).replace("_UnixSelectorEventLoop", "EventLoop"))
loop.run_until_complete(main())
loop.set_debug(True)
print(str(loop).replace("_UnixSelectorEventLoop", "EventLoop"))
loop.close()
print(str(loop).replace("_UnixSelectorEventLoop", "EventLoop"))
print(isinstance(loop, asyncio.EventLoop))
print(type(loop.time()).__name__, loop.time() <= loop.time())
