import asyncio


async def main():
    running = asyncio.get_running_loop()
    print("get_event_loop is the running one:", asyncio.get_event_loop() is running)
    print("running:", running.is_running(), "closed:", running.is_closed())
    return running


try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(repr(e))

first = asyncio.get_event_loop()
print("made once:", asyncio.get_event_loop() is first)
print("running:", first.is_running(), "closed:", first.is_closed())
print("ran in it:", first.run_until_complete(main()) is first)

second = asyncio.new_event_loop()
print("a new one is not current:", asyncio.get_event_loop() is first)
asyncio.set_event_loop(second)
print("now it is:", asyncio.get_event_loop() is second)
print("inside the first, the first is:", first.run_until_complete(main()) is first)
print("outside, still the second:", asyncio.get_event_loop() is second)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print("but it does not run:", e)

asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(type(e).__name__)
for wrong in (1, "loop"):
    try:
        asyncio.set_event_loop(wrong)
    except TypeError as e:
        print(type(e).__name__)
first.close()
second.close()
print(first.is_closed(), second.is_closed())
