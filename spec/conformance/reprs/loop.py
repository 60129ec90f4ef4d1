# A loop prints whether it runs, is closed, and debugs; its class bears another name on Node.
import asyncio


def show(label, loop):
    print(label, "<EventLoop" + repr(loop)[repr(loop).index(" "):])


async def main():
    loop = asyncio.get_running_loop()
    show("inside", loop)
    loop.set_debug(True)
    show("debug", loop)
    loop.set_debug(False)
    print(asyncio.get_event_loop() is loop, loop.is_running(), loop.is_closed())


loop = asyncio.new_event_loop()
show("new", loop)
loop.run_until_complete(main())
show("after", loop)
loop.close()
show("closed", loop)
print(loop.is_running(), loop.is_closed(), loop.get_debug())
with asyncio.Runner(debug=True) as runner:
    show("runner's", runner.get_loop())
show("closed by its runner", loop)
