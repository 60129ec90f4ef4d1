// Nobody overtakes: one who comes while others wait, waits, even if there is room at the moment.
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
  const semaphore = new asyncio.Semaphore(0);
  const log: unknown[] = [];
  const tasks = ["a", "b"].map((name) => asyncio.create_task(taker(name, semaphore, log)));
  await asyncio.sleep(0);
  console.log(semaphore, repr(semaphore.locked()));
  semaphore.release();
  console.log(semaphore, repr(semaphore.locked()));
  tasks.push(asyncio.create_task(taker("newcomer", semaphore, log)));
  semaphore.release();
  semaphore.release();
  console.log(semaphore, repr(semaphore.locked()));
  if (!semaphore.locked()) {
    await taker("main", semaphore, log);
  }
  await asyncio.gather(...tasks);
  console.log(repr(log), semaphore);
  semaphore.release();
  console.log(semaphore, repr(semaphore.locked()));
  await semaphore.acquire();
  console.log(semaphore, repr(semaphore.locked()));
});

await asyncio.run(main());
