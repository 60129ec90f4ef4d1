import asyncio


async def counter(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name


async def short():
    await asyncio.sleep(0)


one, two = asyncio.new_event_loop(), asyncio.new_event_loop()
a = one.create_task(counter("a", 6))
b = two.create_task(counter("b", 3))
for turn in range(3):
    print("--- turn", turn)
    one.run_until_complete(short())
    two.run_until_complete(short())
print("done:", a.done(), b.done())
print(two.run_until_complete(b), one.run_until_complete(a))
print(asyncio.all_tasks(one), asyncio.all_tasks(two))


def callback(loop, name):
    print(name, "runs in its loop:", asyncio.get_running_loop() is loop)


async def cross():
    # What is scheduled in a loop that does not run waits until it does.
    two.call_soon(callback, two, "two's callback")
    one.call_soon(callback, one, "one's callback")
    await asyncio.sleep(0)
    print("one goes on")


one.run_until_complete(cross())
two.run_until_complete(short())
one.close()
two.close()
