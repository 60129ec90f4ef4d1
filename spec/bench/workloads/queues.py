import asyncio

from .sizes import of_sizes


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


def getters(make):
    def of(tasks):
        async def put_and_get(rounds, clock):
            queue = make()

            async def get():
                for _ in range(rounds):
                    await queue.get()

            getters = [asyncio.create_task(get()) for _ in range(tasks)]
            for _ in range(rounds):
                for i in range(tasks):
                    await queue.put(i)
                await asyncio.sleep(0)
            for getter in getters:
                await getter

        return put_and_get

    return of


fifo_getters = getters(asyncio.Queue)
lifo_getters = getters(asyncio.LifoQueue)
priority_getters = getters(asyncio.PriorityQueue)


def putters(tasks):
    async def put_and_get(rounds, clock):
        queue = asyncio.Queue(1)

        async def put(i):
            for _ in range(rounds):
                await queue.put(i)

        putters = [asyncio.create_task(put(i)) for i in range(tasks)]
        for _ in range(rounds * tasks):
            await queue.get()
        for putter in putters:
            await putter

    return put_and_get


WORKLOADS = {
    "Queue(1), put and get": through(lambda: asyncio.Queue(1)),
    "Queue(0), put and get": through(asyncio.Queue),
    "PriorityQueue, put and get": priorities,
    "Queue(0), 100 getters": fifo_getters(100),
    "LifoQueue(0), 100 getters": lifo_getters(100),
    "PriorityQueue(0), 100 getters": priority_getters(100),
    "Queue(1), 100 putters": putters(100),
    **of_sizes(
        {
            "Queue(0), getters": fifo_getters,
            "LifoQueue(0), getters": lifo_getters,
            "PriorityQueue(0), getters": priority_getters,
            "Queue(1), putters": putters,
        }
    ),
}
