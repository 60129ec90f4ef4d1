// A crawl with at most two fetches at a time, results as they come.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const SITE = new Map([["/", ["/a", "/b"]], ["/a", ["/c", "/"]], ["/b", ["/d"]], ["/c", []], ["/d", ["/missing"]]]); // biome-ignore format: one line

class Crawler {
  readonly semaphore: asyncio.Semaphore;
  running = 0;
  peak = 0;

  constructor(limit: number) {
    this.semaphore = new asyncio.Semaphore(limit);
  }

  fetch = asyncio.coroutine(async (path: string) => {
    await using _ = await asyncio.enter(this.semaphore);
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
    await asyncio.sleep(0);
    this.running -= 1;
    const links = SITE.get(path);
    if (links === undefined) throw new asyncio.FileNotFoundError(path);
    return [path, links] as const;
  });
}

const crawl = asyncio.coroutine(async function crawl(start: string) {
  const [crawler, seen] = [new Crawler(2), new Set([start])] as const;
  let level = [start];
  while (level.length > 0) {
    const following: string[] = [];
    for (const earliest of asyncio.as_completed(level.map((path) => crawler.fetch(path)))) {
      try {
        const [, links] = await earliest;
        for (const link of links) {
          if (seen.has(link)) continue;
          seen.add(link);
          following.push(link);
        }
      } catch (e) {
        if (!(e instanceof asyncio.FileNotFoundError)) throw e;
        console.log("missing", e.message);
      }
    }
    level = following.sort();
    console.log("next level", repr(level));
  }
  return [[...seen].sort(), crawler.peak, crawler.semaphore.locked()];
});

console.log(repr(await asyncio.run(crawl("/"))));
