// The lock is away when wait() wants it back: the waiting goes on until it is free.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const waiter = asyncio.coroutine(async function waiter(condition: asyncio.Condition, log: unknown[]) {
  await asyncio.async_with(condition, async () => {
    log.push("waits");
    await condition.wait();
    log.push("has it again");
  });
});

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  const log: unknown[] = [];
  const task = asyncio.create_task(waiter(condition, log));
  await asyncio.sleep(0);
  await condition.acquire();
  condition.notify();
  for (let i = 0; i < 3; i += 1) {
    await asyncio.sleep(0);
    log.push(i);
  }
  console.log(condition);
  const third = asyncio.create_task(condition.acquire());
  await asyncio.sleep(0);
  console.log(condition, repr(third.done()));
  condition.release();
  await task;
  log.push("task is done");
  await third;
  console.log(repr(log), condition);
  condition.release();
});

await asyncio.run(main());
