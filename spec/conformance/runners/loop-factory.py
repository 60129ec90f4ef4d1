import asyncio


made = []


def factory():
    print("the factory is asked")
    loop = asyncio.new_event_loop()
    made.append(loop)
    return loop


async def main():
    print("its loop runs:", asyncio.get_running_loop() is made[-1])
    return len(made)


print(asyncio.run(main(), loop_factory=factory))
print("closed:", made[0].is_closed())

with asyncio.Runner(loop_factory=factory, debug=True) as runner:
    print("inside")
    print(runner.run(main()))
    print(runner.run(main()))
    print("debug:", runner.get_loop().get_debug(), runner.get_loop() is made[1])
print("closed:", made[1].is_closed(), len(made))


def broken():
    raise ValueError("no loop today")


coroutine = main()
try:
    asyncio.run(coroutine, loop_factory=broken)
except ValueError as e:
    print(repr(e))
coroutine.close()
