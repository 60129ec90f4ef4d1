// Releases for waiters that are all cancelled in the same moment come back as room.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const main = asyncio.coroutine(async function main() {
  const semaphore = new asyncio.Semaphore(2);
  await semaphore.acquire();
  await semaphore.acquire();
  const tasks = range(3).map(() => asyncio.create_task(semaphore.acquire()));
  await asyncio.sleep(0);
  semaphore.release();
  semaphore.release();
  for (const task of tasks) {
    task.cancel();
  }
  console.log(semaphore, repr(semaphore.locked()));
  console.log(repr(await asyncio.gather(...tasks, { return_exceptions: true })));
  console.log(semaphore, repr(semaphore.locked()));
  console.log(str(await semaphore.acquire()), str(await semaphore.acquire()), repr(semaphore.locked()));
  const late = asyncio.create_task(semaphore.acquire());
  await asyncio.sleep(0);
  late.cancel();
  semaphore.release();
  console.log(semaphore, repr(semaphore.locked()));
  console.log(str(await semaphore.acquire()));
  console.log(repr(await asyncio.gather(late, { return_exceptions: true })), semaphore);
});

await asyncio.run(main());
