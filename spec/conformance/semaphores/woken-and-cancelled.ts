// The place of one that is woken and cancelled is given to the next.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const taker = asyncio.coroutine(async function taker(
  name: string,
  semaphore: asyncio.Semaphore,
  log: unknown[],
) {
  await semaphore.acquire();
  log.push(name);
});

const main = asyncio.coroutine(async function main() {
  for (const n of [0, 1, 2, 3]) {
    const semaphore = new asyncio.Semaphore(0);
    const log: unknown[] = [];
    const tasks = [..."abcd"].map((name) => asyncio.create_task(taker(name, semaphore, log)));
    await asyncio.sleep(0);
    for (let i = 0; i < n; i += 1) {
      semaphore.release();
    }
    tasks[0]?.cancel();
    console.log(n, semaphore);
    tasks[2]?.cancel();
    await asyncio.sleep(0);
    console.log(repr(log), semaphore);
    await asyncio.sleep(0);
    console.log(repr(log), repr(tasks.map((task) => task.cancelled())), semaphore);
    tasks[3]?.cancel();
    await asyncio.sleep(0);
    semaphore.release();
    semaphore.release();
    await asyncio.wait(tasks);
    console.log(repr(log), semaphore);
  }
});

await asyncio.run(main());
