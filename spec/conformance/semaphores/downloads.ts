// Downloads with retries through a semaphore; one fails for good, and the group cancels the rest.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const fetch = asyncio.coroutine(async function fetch(
  name: string,
  i: number,
  semaphore: asyncio.Semaphore,
  log: unknown[],
) {
  let break_now: unknown;
  for (let k = 0; k < 3; k += 1) {
    await asyncio.async_with(semaphore, async () => {
      log.push(`${name} ${k}`);
      await asyncio.sleep(0.004 * (i + 1));
      if (i === 3 && k === 1) {
        throw new asyncio.ConnectionError(`${name} is gone`);
      }
      if (i % 2 === 0 || k === 2) {
        break_now = true;
      } else {
        break_now = false;
      }
    });
    if (break_now) {
      return k;
    }
    await asyncio.sleep(0.002);
  }
  return -1;
});

const main = asyncio.coroutine(async function main() {
  const semaphore = new asyncio.Semaphore(2);
  const log: unknown[] = [];
  const tasks: asyncio.Task<unknown>[] = [];
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      for (let i = 0; i < 5; i += 1) {
        tasks.push(group.create_task(fetch(`f${i}`, i, semaphore, log)));
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(repr(e));
  }
  console.log(repr(log));
  console.log(repr(tasks.map((task) => task.cancelled())));
  console.log(semaphore);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
