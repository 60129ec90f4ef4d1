import asyncio


async def main():
    reader = asyncio.StreamReader()

    async def read(name, method, *args):
        try:
            print(name, "got", await method(*args))
        except Exception as e:
            print(name, repr(e))
        except asyncio.CancelledError:
            print(name, "cancelled")
            raise

    first = asyncio.create_task(read("first", reader.readline))
    await asyncio.sleep(0)
    print("waiting" if "waiter" in repr(reader) else "not waiting")
    await read("second", reader.read, 10)
    await read("third", reader.readexactly, 3)
    await read("fourth", reader.readuntil, b"\n")
    reader.feed_data(b"for the ")
    await asyncio.sleep(0)
    reader.feed_data(b"first\n")
    await first

    print("- cancelled while it waits")
    task = asyncio.create_task(read("cancelled one", reader.readline))
    await asyncio.sleep(0)
    reader.feed_data(b"half a ")
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main: cancelled")
    reader.feed_data(b"line\n")
    await read("next one", reader.readline)

    print("- cancelled as the data comes")
    task = asyncio.create_task(read("cancelled one", reader.read, 100))
    await asyncio.sleep(0)
    reader.feed_data(b"nothing is lost")
    task.cancel()
    await asyncio.wait([task])
    await read("next one", reader.read, 100)

    print("- timeouts")
    try:
        await asyncio.wait_for(reader.readline(), 0.01)
    except TimeoutError:
        print("nothing came")
    try:
        async with asyncio.timeout(0.01):
            await reader.readexactly(4)
    except TimeoutError:
        print("nothing came")
    reader.feed_data(b"well")
    await read("now", reader.readexactly, 4)

    print("- an error while one waits")
    task = asyncio.create_task(read("waiting one", reader.readline))
    await asyncio.sleep(0)
    reader.set_exception(ConnectionResetError("gone"))
    await task
    await read("later one", reader.readline)


asyncio.run(main())
