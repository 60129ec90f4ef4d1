# Three stages, each with its queue, ended by a mark that is handed on.
import asyncio


async def stage(name, source, sink, func):
    count = 0
    while True:
        item = await source.get()
        if item is None:
            await sink.put(None)
            source.task_done()
            return f"{name} {count}"
        await sink.put(func(item))
        source.task_done()
        count += 1


async def main():
    queues = [asyncio.Queue(2) for _ in range(4)]
    first, second, third, last = queues
    tasks = [
        asyncio.create_task(stage("upper", first, second, lambda item: item.upper())),
        asyncio.create_task(stage("exclaim", second, third, lambda item: item + "!")),
        asyncio.create_task(stage("double", third, last, lambda item: item + item)),
    ]

    async def feed():
        for word in ("to", "be", "or", "not"):
            await first.put(word)
        await first.put(None)

    tasks.append(asyncio.create_task(feed()))
    results = []
    while (item := await last.get()) is not None:
        results.append(item)
        last.task_done()
    last.task_done()
    print(results)
    print(await asyncio.gather(*tasks))
    for queue in queues:
        await queue.join()
        print(queue)


asyncio.run(main())
