import asyncio


async def worker(queue):
    while True:
        number, answer = await queue.get()
        answer.set_result(number * number)
        queue.task_done()


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue(2)

    async def handle(reader, writer):
        async for line in reader:
            if not line.strip().isdigit():
                writer.write(b"? " + line)
                continue
            answer = loop.create_future()
            await queue.put((int(line), answer))
            writer.write(b"%d\n" % await answer)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def client(name, questions):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answers = []
        for question in questions:
            writer.write(f"{question}\n".encode())
            answers.append((await reader.readline()).decode().strip())
        writer.close()
        await writer.wait_closed()
        return name, answers

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        workers = [asyncio.create_task(worker(queue)) for _ in range(2)]
        async with asyncio.TaskGroup() as group:
            clients = [
                group.create_task(client(name, questions))
                for name, questions in [("a", range(5)), ("b", [10, "ten", 11]), ("c", []), ("d", ["x"])]
            ]
        for task in clients:
            print(*task.result())
        await queue.join()
        for task in workers:
            task.cancel()
        print(await asyncio.gather(*workers, return_exceptions=True))


asyncio.run(main())
