import asyncio


async def main():
    active = most = 0

    async def handle(reader, writer):
        nonlocal active, most
        active += 1
        most = max(most, active)
        async for line in reader:
            number = int(line)
            writer.write(b"%d\n" % (number * number))
        writer.close()
        await writer.wait_closed()
        active -= 1

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    everybody = asyncio.Barrier(50)

    async def client(number):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        async with everybody:
            total = 0
            for i in range(20):
                writer.write(b"%d\n" % (number + i))
                total += int(await reader.readline())
        writer.close()
        await writer.wait_closed()
        return total

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(client(number)) for number in range(50)]
    print([task.result() for task in tasks])
    server.close()
    await server.wait_closed()
    print("most", most, "left", active)
    await asyncio.sleep(0)
    print("tasks", len(asyncio.all_tasks()))


asyncio.run(main())
