# A crawl with at most two fetches at a time, results as they come.
import asyncio

SITE = {"/": ["/a", "/b"], "/a": ["/c", "/"], "/b": ["/d"], "/c": [], "/d": ["/missing"]}


class Crawler:
    def __init__(self, limit):
        self.semaphore = asyncio.Semaphore(limit)
        self.running = self.peak = 0

    async def fetch(self, path):
        async with self.semaphore:
            self.running += 1
            self.peak = max(self.peak, self.running)
            await asyncio.sleep(0)
            self.running -= 1
            if path not in SITE:
                raise FileNotFoundError(path)
            return [path, SITE[path]]


async def crawl(start):
    crawler, seen, level = Crawler(2), {start}, [start]
    while level:
        following = []
        for earliest in asyncio.as_completed([crawler.fetch(path) for path in level]):
            try:
                path, links = await earliest
            except FileNotFoundError as e:
                print("missing", e)
                continue
            for link in links:
                if link not in seen:
                    seen.add(link)
                    following.append(link)
        level = sorted(following)
        print("next level", level)
    return [sorted(seen), crawler.peak, crawler.semaphore.locked()]


print(asyncio.run(crawl("/")))
