// A lock held while a thread works; the loop goes on, and others wait for the lock.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

function compute(n: number) {
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    total += i;
  }
  return total;
}

const guarded = asyncio.coroutine(async function guarded(
  name: string,
  n: number,
  lock: asyncio.Lock,
  log: unknown[],
) {
  await asyncio.async_with(lock, async () => {
    log.push(`${name} in`);
    const result = await asyncio.to_thread(compute, n);
    log.push(`${name} ${str(result)}`);
  });
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  const semaphore = new asyncio.Semaphore(2);
  const log: unknown[] = [];
  await asyncio.gather(...range(4).map((i) => guarded(`g${i}`, 10 * i, lock, log)));
  console.log(repr(log), repr(lock.locked()));
  const limited = asyncio.coroutine(async function limited(n: number) {
    return await asyncio.async_with(semaphore, async () => {
      return await asyncio.to_thread(compute, n);
    });
  });
  console.log(repr(await asyncio.gather(...[5, 4, 3, 2, 1].map((n) => limited(n)))), semaphore);
  const task = asyncio.create_task(limited(100));
  await asyncio.sleep(0);
  task.cancel();
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()), semaphore);
});

await asyncio.run(main());
