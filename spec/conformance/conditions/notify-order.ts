// notify(n) wakes the n that wait longest; they go on one after the other, as they get the lock.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const consumer = asyncio.coroutine(async function consumer(
  name: string,
  condition: asyncio.Condition,
  log: unknown[],
) {
  await asyncio.async_with(condition, async () => {
    log.push(`${name} waits`);
    const result = await condition.wait();
    log.push(`${name} ${str(result)}`);
    await asyncio.sleep(0);
    log.push(`${name} leaves`);
  });
});

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  const log: unknown[] = [];
  const tasks = [..."abcdef"].map((name) => asyncio.create_task(consumer(name, condition, log)));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log(repr(log));
  for (const n of [2, 0, 1]) {
    log.length = 0;
    await asyncio.async_with(condition, async () => {
      condition.notify(n);
      log.push(`notified ${n}`);
    });
    for (let i = 0; i < 8; i += 1) {
      await asyncio.sleep(0);
    }
    console.log(repr(log));
  }
  log.length = 0;
  await asyncio.async_with(condition, async () => {
    condition.notify(100);
    condition.notify_all();
  });
  await asyncio.gather(...tasks);
  console.log(repr(log));
  console.log(condition);
});

await asyncio.run(main());
