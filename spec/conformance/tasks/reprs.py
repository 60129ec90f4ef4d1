import asyncio


async def work(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError("negative")
    return {"x": x}



def callback(task):
    print("in the callback:", task)


loop = asyncio.new_event_loop()
task = loop.create_task(work(1))
print(task)
task.add_done_callback(callback)
print(task)
task.set_name("a name with 'quotes'")
print(f"{task}")
loop.run_until_complete(task)
print(task)

failing = loop.create_task(work(-1), name="failing")
try:
    loop.run_until_complete(failing)
except ValueError:
    print(failing)

stopped = loop.create_task(work(2), name="stopped")
stopped.cancel()
print(stopped)
try:
    loop.run_until_complete(stopped)
except asyncio.CancelledError:
    print(stopped)

print([task], {"task": stopped})
loop.close()
print(task)
