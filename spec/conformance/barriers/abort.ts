// abort() breaks it for who waits and for who comes; reset() mends it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const comer = asyncio.coroutine(async function comer(name: string, barrier: asyncio.Barrier) {
  try {
    return `${name} ${str(await barrier.wait())}`;
  } catch (e) {
    if (!(e instanceof asyncio.BrokenBarrierError)) throw e;
    return `${name} ${repr(e)}`;
  }
});

const main = asyncio.coroutine(async function main() {
  const barrier = new asyncio.Barrier(3);
  const tasks = [..."ab"].map((name) => asyncio.create_task(comer(name, barrier)));
  await asyncio.sleep(0);
  console.log(barrier, str(barrier.n_waiting));
  await barrier.abort();
  console.log(barrier, str(barrier.n_waiting), repr(barrier.broken));
  console.log(repr(await asyncio.gather(...tasks)));
  console.log(str(await comer("late", barrier)));
  await barrier.abort();
  await barrier.reset();
  console.log(barrier, repr(barrier.broken));
  console.log(repr(await asyncio.gather(...[..."cde"].map((name) => comer(name, barrier)))));
  console.log(repr(new asyncio.BrokenBarrierError("x") instanceof asyncio.RuntimeError));
});

await asyncio.run(main());
