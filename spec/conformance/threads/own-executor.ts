// An executor of one's own, which runs functions at once, and a loop that uses it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

class Immediate implements asyncio.Executor {
  async submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    console.log("submit", fn.name, repr(args));
    return await fn(...args);
  }

  shutdown(wait = true): void {
    console.log("shutdown", repr(wait));
  }
}

function double(x: number): number {
  if (x < 0) throw new asyncio.ValueError("negative");
  return 2 * x;
}

const main = asyncio.coroutine(async () => {
  const loop = asyncio.get_running_loop();
  const executor = new Immediate();
  console.log(await loop.run_in_executor(executor, double, 1));
  loop.set_default_executor(executor);
  for (const x of [2, -2]) {
    try {
      console.log(await loop.run_in_executor(null, double, x));
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(repr(e));
    }
  }
  const coro = loop.shutdown_default_executor();
  console.log(await loop.run_in_executor(null, double, 3));
  await coro;
});

await asyncio.run(main());
