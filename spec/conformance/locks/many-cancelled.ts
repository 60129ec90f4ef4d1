// A hundred wait, every third is cancelled at another moment; the rest come through in order.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const taker = asyncio.coroutine(async function taker(i: number, lock: asyncio.Lock, log: number[]) {
  await asyncio.async_with(lock, async () => {
    log.push(i);
    if (i % 5 === 0) {
      await asyncio.sleep(0);
    }
  });
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  const log: number[] = [];
  await lock.acquire();
  const tasks = range(100).map((i) => asyncio.create_task(taker(i, lock, log)));
  await asyncio.sleep(0);
  console.log(str(repr(lock).slice(-23)));
  for (let i = 0; i < 99; i += 1) {
    if (i % 3 === 0 && i < 50) {
      tasks[i]?.cancel();
    }
  }
  console.log(str(repr(lock).slice(-23)));
  await asyncio.sleep(0);
  console.log(str(repr(lock).slice(-22)));
  lock.release();
  for (let i = 50; i < 99; i += 1) {
    if (i % 3 === 0) {
      tasks[i]?.cancel();
      await asyncio.sleep(0);
    }
  }
  await asyncio.wait(tasks);
  console.log(repr(log));
  console.log(tasks.filter((task) => task.cancelled()).length, repr(lock.locked()));
});

await asyncio.run(main());
