// The future that an executor hands out: states, reprs, callbacks.
import * as asyncio from "asyncio-node";

const { repr, ThreadPoolExecutor } = asyncio;

function work(gate: Int32Array, x: number): number {
  class ZeroDivisionError extends Error {}
  Atomics.wait(gate, 0, 0);
  if (x === 0) throw new ZeroDivisionError("integer division or modulo by zero");
  return Math.floor(1 / x);
}

const settled = asyncio.coroutine(async (future: asyncio.ConcurrentFuture) => {
  while (!future.done()) await asyncio.sleep(0.001);
});

const main = asyncio.coroutine(async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const pool = new ThreadPoolExecutor(1);
  const one = pool.submit(work, gate, 1);
  const zero = pool.submit(work, gate, 0);
  const dropped = pool.submit(work, gate, 2);
  while (!one.running()) await asyncio.sleep(0.001);
  for (const future of [one, zero]) {
    console.log(`${future}`);
  }
  console.log(repr(dropped.cancel()), `${dropped}`);
  for (const future of [one, dropped]) {
    future.add_done_callback((f) => console.log("callback:", repr(f.done()), repr(f.cancelled())));
  }
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  await settled(zero);
  console.log(`${one}`, one.result(), repr(one.exception()));
  console.log(`${zero}`);
  zero.add_done_callback((f) => console.log("at once:", f.exception()?.constructor.name));
  console.log(...[one.cancel(), one.done(), one.running(), one.cancelled()].map(repr));
  try {
    one.set_result(2);
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    console.log(e.constructor.name, e.message);
  }
  await pool.shutdown();
});

await asyncio.run(main());
