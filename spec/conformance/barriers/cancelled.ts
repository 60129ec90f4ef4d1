// One of those who wait is cancelled: the barrier stays as it is, and takes another one.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier) {
  try {
    return `${name} ${str(await barrier.wait())}`;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    return `${name} cancelled`;
  }
});

const main = asyncio.coroutine(async function main() {
  let barrier = new asyncio.Barrier(3);
  let tasks = [..."ab"].map((name) => asyncio.create_task(comer(name, barrier)));
  await asyncio.sleep(0);
  console.log(barrier);
  tasks[0]?.cancel();
  await asyncio.sleep(0);
  console.log(barrier, str(barrier.n_waiting));
  tasks.push(...[..."cd"].map((name) => asyncio.create_task(comer(name, barrier))));
  await asyncio.sleep(0);
  console.log(barrier);
  tasks[2]?.cancel();
  console.log(repr(await asyncio.gather(...tasks)));
  console.log(barrier);
  for (let k = 0; k < 5; k += 1) {
    barrier = new asyncio.Barrier(2);
    tasks = [..."xy"].map((name) => asyncio.create_task(comer(name, barrier)));
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    tasks[1]?.cancel();
    const [done, pending] = await asyncio.wait(tasks, { timeout: 0.001 });
    console.log(k, [...done].length, [...pending].length, barrier);
    for (const task of pending) {
      task.cancel();
    }
    console.log(repr(await asyncio.gather(...tasks, { return_exceptions: true })));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
