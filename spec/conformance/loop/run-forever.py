import asyncio


async def server(name, requests):
    try:
        while True:
            request = await requests[0]
            print(name, "serves", request)
            requests[0] = asyncio.get_running_loop().create_future()
    except asyncio.CancelledError:
        print(name, "shuts down")
        await asyncio.sleep(0)
        print(name, "is down")
        raise


async def client(requests, n):
    for i in range(n):
        requests[0].set_result(i)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    asyncio.get_running_loop().stop()
    print("client has stopped the loop")
    await asyncio.sleep(0)
    print("client goes on in the next run")


loop = asyncio.new_event_loop()
requests = [loop.create_future()]
tasks = [loop.create_task(server("server", requests)), loop.create_task(client(requests, 3))]
loop.run_forever()
print("out of run_forever:", [t.done() for t in tasks])

for task in asyncio.all_tasks(loop):
    if task is tasks[0]:
        task.cancel()
results = loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
print(results)

loop.call_soon(loop.stop)
print("returns", loop.run_forever())
loop.close()
