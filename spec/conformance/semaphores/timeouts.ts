// Time limits around acquire: what is given up is no place lost.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const range = (n: number): number[] => [...Array(n).keys()];

const user = asyncio.coroutine(async function user(
  name: string,
  semaphore: asyncio.Semaphore,
  limit: number,
  log: unknown[],
) {
  try {
    await asyncio.async_with(asyncio.timeout(limit), async () => {
      await semaphore.acquire();
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    log.push(`${name} gave up`);
    return;
  }
  log.push(`${name} in`);
  await asyncio.sleep(0.01);
  semaphore.release();
  log.push(`${name} out`);
});

const main = asyncio.coroutine(async function main() {
  const semaphore = new asyncio.Semaphore(1);
  const log: unknown[] = [];
  const limits = [1, 0.005, 0.015, 0.0175, 1];
  await asyncio.gather(...range(5).map((i) => user(`u${i}`, semaphore, limits[i] as number, log)));
  console.log(repr(log));
  console.log(semaphore);
  try {
    await asyncio.wait_for(semaphore.acquire(), 0);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("a limit of 0 is too short even for a free one");
  }
  console.log(semaphore);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
