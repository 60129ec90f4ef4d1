# A queue of one's own: items that are there already are not put again.
import asyncio


class Unique(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        if item not in self._queue:
            self._queue.append(item)

    def _get(self):
        return self._queue.pop(0)


async def main():
    queue = Unique()
    for item in ("a", "b", "a", "c", "b"):
        await queue.put(item)
    print(repr(queue)[:11], queue.qsize())
    getters = [asyncio.create_task(queue.get()) for _ in range(4)]
    await asyncio.sleep(0)
    print(str(queue))
    queue.put_nowait("a")
    print(await asyncio.gather(*getters))
    print(str(queue))


asyncio.run(main())
