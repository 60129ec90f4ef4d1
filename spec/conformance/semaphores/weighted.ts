// A semaphore that is taken n times at once, made of a condition; who is cancelled half-way gives back what it has.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const take = asyncio.coroutine(async function take(
  name: string,
  n: number,
  semaphore: asyncio.Semaphore,
  log: unknown[],
) {
  let count = 0;
  try {
    for (let i = 0; i < n; i += 1) {
      await semaphore.acquire();
      count += 1;
    }
    log.push(`${name} has ${count}`);
    await asyncio.sleep(0);
  } finally {
    log.push(`${name} returns ${count}`);
    for (let i = 0; i < count; i += 1) {
      semaphore.release();
    }
  }
});

const weights: [string, number][] = [
  ["a", 2],
  ["b", 1],
  ["c", 3],
  ["d", 1],
];
const main = asyncio.coroutine(async function main() {
  for (let k = 0; k < 7; k += 1) {
    const semaphore = new asyncio.BoundedSemaphore(3);
    const log: unknown[] = [];
    const tasks = weights.map(([name, n]) => asyncio.create_task(take(name, n, semaphore, log)));
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    tasks[2]?.cancel();
    const [, pending] = await asyncio.wait(tasks, { timeout: 0.001 });
    console.log(k, [...pending].length, repr(log), semaphore);
    for (const task of pending) {
      task.cancel();
    }
    await asyncio.gather(...tasks, { return_exceptions: true });
    console.log(semaphore);
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
