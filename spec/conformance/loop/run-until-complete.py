import asyncio


async def work(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError("negative")
    return x


async def slow(log, gate):
    try:
        log.append(await gate)
    finally:
        log.append("slow ended")


loop = asyncio.new_event_loop()
print("a coroutine:", loop.run_until_complete(work(1)))
print("a task:", loop.run_until_complete(loop.create_task(work(2))))
future = loop.create_future()
loop.call_soon(future.set_result, 3)
print("a future:", loop.run_until_complete(future))
print("a done one:", loop.run_until_complete(future))

try:
    loop.run_until_complete(work(-1))
except ValueError as e:
    print("an error comes out:", repr(e))

log = []
gate = loop.create_future()
other = loop.create_task(slow(log, gate))
print("the first ends:", loop.run_until_complete(work(4)))
print("the other one stays where it was:", log, other.done())
gate.set_result("slow woke up")
print("nor does it without the loop:", log)
loop.run_until_complete(asyncio.sleep(0))
print("and goes on with the loop:", log)
loop.run_until_complete(other)
print("to its end:", log)

for wrong in (1, None, "text"):
    try:
        loop.run_until_complete(wrong)
    except TypeError as e:
        print("TypeError:", e)
print("still usable:", loop.run_until_complete(work(5)), loop.is_running())
loop.close()
