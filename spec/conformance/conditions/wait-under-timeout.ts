// wait() under a time limit, as one writes it: whoever times out has the lock again, then leaves.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const range = (n: number): number[] => [...Array(n).keys()];

const waiter = asyncio.coroutine(async function waiter(
  name: string,
  condition: asyncio.Condition,
  limit: number,
  log: unknown[],
) {
  try {
    await asyncio.async_with(condition, async () => {
      await asyncio.async_with(asyncio.timeout(limit), async () => {
        await condition.wait();
      });
      log.push(`${name} notified`);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    log.push(`${name} timed out`);
  }
});

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  const log: unknown[] = [];
  const tasks = range(4).map((i) => asyncio.create_task(waiter(`w${i}`, condition, 0.015 * (i + 1), log)));
  await asyncio.sleep(0.0375);
  log.push("now");
  await asyncio.async_with(condition, async () => {
    await asyncio.sleep(0.015);
    condition.notify();
  });
  await asyncio.gather(...tasks);
  console.log(repr(log));
  await asyncio.async_with(condition, async () => {
    try {
      await asyncio.wait_for(condition.wait(), 0.001);
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log(repr(e), repr(condition.locked()));
    }
  });
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
