// What sleep gives back, in which order sleepers wake, and what it refuses.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const sleeper = asyncio.coroutine(async function sleeper(name: string, delay: number) {
  console.log(name, "goes to sleep");
  const woken = await asyncio.sleep(delay, `${name} woke up`);
  console.log(woken);
  return delay;
});

const main = asyncio.coroutine(async function main() {
  console.log(asyncio.repr(await asyncio.sleep(0)));
  console.log(asyncio.repr(await asyncio.sleep(0, "zero")));
  console.log(asyncio.repr(await asyncio.sleep(-1, [1, 2])));
  console.log(asyncio.repr(await asyncio.sleep(0.001, { a: null })));

  const sleepers: [string, number][] = [["c", 0.03], ["a", 0.01], ["b", 0.02], ["z", 0]]; // biome-ignore format: one line
  const tasks = sleepers.map(([n, d]) => asyncio.create_task(sleeper(n, d)));
  for (const task of tasks) console.log(asyncio.repr(await task));

  try {
    await asyncio.sleep(Number.NaN);
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(asyncio.repr(e));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
