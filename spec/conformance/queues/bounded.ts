// A queue of two: producers wait, in order, for consumers.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const producer = asyncio.coroutine(async function producer(
  name: string,
  queue: asyncio.Queue,
  n: number,
  log: unknown[],
) {
  for (let i = 0; i < n; i += 1) {
    await queue.put(`${name}${i}`);
    log.push(`+${name}${i}`);
  }
  log.push(`${name} is done`);
});

const consumer = asyncio.coroutine(async function consumer(queue: asyncio.Queue, n: number, log: unknown[]) {
  for (let i = 0; i < n; i += 1) {
    log.push(`-${str(await queue.get())}`);
    if (n % 2) {
      await asyncio.sleep(0);
    }
  }
});

const main = asyncio.coroutine(async function main() {
  for (const size of [1, 2, 5]) {
    const queue = new asyncio.Queue(size);
    const log: unknown[] = [];
    await asyncio.gather(
      producer("a", queue, 4, log),
      producer("b", queue, 4, log),
      consumer(queue, 5, log),
      consumer(queue, 3, log),
    );
    console.log(size, log.join(" "));
    console.log(queue, repr(queue.empty()), repr(queue.full()), str(queue.maxsize));
  }
});

await asyncio.run(main());
