import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print("debug in run:", loop.get_debug())
    loop.set_debug(not loop.get_debug())
    print("changed:", loop.get_debug())
    loop.set_debug(not loop.get_debug())


loop = asyncio.new_event_loop()
print("debug:", loop.get_debug())
loop.set_debug(True)
print("debug:", loop.get_debug())
print("slow after", loop.slow_callback_duration)
loop.close()
asyncio.run(main())
asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)
with asyncio.Runner(debug=True) as runner:
    print("debug of a runner's loop:", runner.get_loop().get_debug())
