// Eager tasks take a free lock before create_task has returned... if it is free.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const taker = asyncio.coroutine(async function taker(name: string, lock: asyncio.Lock, log: unknown[]) {
  await asyncio.async_with(lock, async () => {
    log.push(name);
    await asyncio.sleep(0);
  });
  log.push(`${name} out`);
});

const main = asyncio.coroutine(async function main() {
  asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory);
  const lock = new asyncio.Lock();
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  await lock.acquire();
  for (const name of ["a", "b", "c"]) {
    tasks.push(asyncio.create_task(taker(name, lock, log)));
  }
  await asyncio.sleep(0);
  log.push("released");
  lock.release();
  await asyncio.gather(...tasks);
  console.log(repr(log));
});

await asyncio.run(main());
