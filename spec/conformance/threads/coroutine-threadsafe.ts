// run_coroutine_threadsafe within one thread: results, errors, cancellation both ways.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const work = asyncio.coroutine(async function work(n: number) {
  await asyncio.sleep(0);
  if (n === 0) {
    throw new asyncio.ValueError("no zero");
  }
  return Math.floor(10 / n);
});

const forever = asyncio.coroutine(async function forever(log: unknown[]) {
  try {
    await new asyncio.Event().wait();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    log.push("cancelled inside");
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const log: unknown[] = [];
  for (const n of [1, 2, 0]) {
    const future = asyncio.run_coroutine_threadsafe(work(n), loop);
    try {
      console.log(str(await asyncio.wrap_future(future)), repr(future.done()));
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(repr(e), repr(future.done()), repr(future.exception()));
    }
  }
  const waiting = asyncio.run_coroutine_threadsafe(forever(log), loop);
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log(repr(waiting.cancel()), repr(waiting.cancelled()));
  for (let i = 0; i < 4; i += 1) {
    await asyncio.sleep(0);
  }
  console.log(repr(log));
  try {
    asyncio.run_coroutine_threadsafe(3 as never, loop);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
});

await asyncio.run(main());
