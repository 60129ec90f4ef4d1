// reset() with waiters sends them away; who comes meanwhile waits for the next round.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier) {
  try {
    return `${name} ${str(await barrier.wait())}`;
  } catch (e) {
    if (!(e instanceof asyncio.BrokenBarrierError)) throw e;
    return `${name} ${e.message}`;
  }
});

const main = asyncio.coroutine(async function main() {
  const barrier = new asyncio.Barrier(2);
  const first = asyncio.create_task(comer("first", barrier));
  await asyncio.sleep(0);
  await barrier.reset();
  console.log(barrier, str(barrier.n_waiting));
  const second = asyncio.create_task(comer("second", barrier));
  const third = asyncio.create_task(comer("third", barrier));
  await asyncio.sleep(0);
  console.log(barrier, str(barrier.n_waiting));
  console.log(repr(await asyncio.gather(first, second, third)));
  await barrier.reset();
  console.log(barrier);
});

await asyncio.run(main());
