// A lock whose waiters are all cancelled is free for the first who asks.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  const tasks = range(4).map(() => asyncio.create_task(lock.acquire()));
  await asyncio.sleep(0);
  console.log(lock);
  lock.release();
  console.log(lock);
  for (const task of tasks) {
    task.cancel();
  }
  console.log(lock);
  console.log(str(await lock.acquire()), lock);
  const results = await asyncio.gather(...tasks, { return_exceptions: true });
  console.log(str(results));
  console.log(lock);
  lock.release();
  console.log(lock);
});

await asyncio.run(main());
