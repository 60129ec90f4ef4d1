// No more than three at a time, first come, first served.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

class Peak {
  now: number;
  most: number;
  constructor() {
    this.now = 0;
    this.most = 0;
  }
  enter() {
    this.now += 1;
    this.most = Math.max(this.most, this.now);
  }
}

const job = asyncio.coroutine(async function job(
  i: number,
  semaphore: asyncio.Semaphore,
  peak: Peak,
  log: unknown[],
) {
  await asyncio.async_with(semaphore, async () => {
    peak.enter();
    log.push(i);
    for (let i = 0; i < (i % 3) + 1; i += 1) {
      await asyncio.sleep(0);
    }
    peak.now -= 1;
  });
  return i;
});

const main = asyncio.coroutine(async function main() {
  const semaphore = new asyncio.Semaphore(3);
  const peak: Peak = new Peak();
  const log: unknown[] = [];
  console.log(repr(await asyncio.gather(...range(12).map((i) => job(i, semaphore, peak, log)))));
  console.log(repr(log), str(peak.most), str(peak.now));
  console.log(semaphore, repr(semaphore.locked()));
});

await asyncio.run(main());
