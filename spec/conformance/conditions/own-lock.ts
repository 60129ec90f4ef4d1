// What may be a condition's lock, and what it shows.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const range = (n: number): number[] => [...Array(n).keys()];

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  const condition = new asyncio.Condition(lock);
  await asyncio.async_with(lock, async () => {
    console.log(repr(condition.locked()), condition);
    condition.notify();
  });
  await asyncio.async_with(condition, async () => {
    console.log(repr(lock.locked()), lock);
  });
  const wait = asyncio.coroutine(async function wait() {
    await asyncio.async_with(condition, async () => {
      await condition.wait();
    });
  });
  const tasks = range(2).map(() => asyncio.create_task(wait()));
  await asyncio.sleep(0);
  console.log(condition, lock);
  await lock.acquire();
  condition.notify_all();
  console.log(condition, lock);
  await asyncio.sleep(0);
  console.log(condition, lock);
  lock.release();
  await asyncio.gather(...tasks);
  console.log(condition, lock);
  try {
    condition.notify("many" as never);
  } catch (e) {
    if (!(e instanceof TypeError || e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name);
  }
});

await asyncio.run(main());
