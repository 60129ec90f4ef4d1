import asyncio


def through(make):
    async def put_and_get(rounds, clock):
        queue = make()

        async def put():
            for i in range(rounds):
                await queue.put(i)

        producer = asyncio.create_task(put())
        for _ in range(rounds):
            await queue.get()
        await producer

    return put_and_get


async def priorities(rounds, clock):
    queue = asyncio.PriorityQueue()
    for _ in range(rounds):
        for i in range(100):
            await queue.put(i * 37 % 101)
        for _ in range(100):
            await queue.get()


async def hundred_getters(rounds, clock):
    queue = asyncio.Queue()

    async def get():
        for _ in range(rounds):
            await queue.get()

    getters = [asyncio.create_task(get()) for _ in range(100)]
    for _ in range(rounds):
        for i in range(100):
            await queue.put(i)
        await asyncio.sleep(0)
    for getter in getters:
        await getter


WORKLOADS = {
    "Queue(1), put and get": through(lambda: asyncio.Queue(1)),
    "Queue(0), put and get": through(asyncio.Queue),
    "PriorityQueue, put and get": priorities,
    "Queue(0), 100 getters": hundred_getters,
}
