// Two conditions share a lock: a bounded buffer as in the textbooks.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

class Buffer {
  limit: number;
  lock: asyncio.Lock;
  not_full: asyncio.Condition;
  not_empty: asyncio.Condition;
  items: unknown[];
  constructor(limit: number) {
    this.limit = limit;
    this.lock = new asyncio.Lock();
    this.not_full = new asyncio.Condition(this.lock);
    this.not_empty = new asyncio.Condition(this.lock);
    this.items = [];
  }
  put = asyncio.coroutine(async (item: unknown) => {
    await asyncio.async_with(this.not_full, async () => {
      while (this.items.length >= this.limit) {
        await this.not_full.wait();
      }
      this.items.push(item);
      this.not_empty.notify();
    });
  });
  get = asyncio.coroutine(async () => {
    return await asyncio.async_with(this.not_empty, async () => {
      while (this.items.length === 0) {
        await this.not_empty.wait();
      }
      const item = this.items.shift();
      this.not_full.notify();
      return item;
    });
  });
}

const producer = asyncio.coroutine(async function producer(name: string, buffer: Buffer, n: number) {
  for (let i = 0; i < n; i += 1) {
    await buffer.put(`${name}${i}`);
  }
});

const consumer = asyncio.coroutine(async function consumer(buffer: Buffer, n: number, log: unknown[]) {
  for (let i = 0; i < n; i += 1) {
    log.push(await buffer.get());
  }
  return n;
});

const main = asyncio.coroutine(async function main() {
  const buffer: Buffer = new Buffer(2);
  const log: unknown[] = [];
  console.log(
    repr(
      await asyncio.gather(
        producer("a", buffer, 5),
        producer("b", buffer, 4),
        consumer(buffer, 3, log),
        consumer(buffer, 6, log),
      ),
    ),
  );
  console.log(repr(log));
  console.log(repr(buffer.lock.locked()), buffer.items.length);
});

await asyncio.run(main());
