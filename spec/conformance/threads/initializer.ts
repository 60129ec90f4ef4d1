// Each thread is prepared before its first call; one that cannot be breaks the pool.
import * as asyncio from "asyncio-node";

const { ThreadPoolExecutor } = asyncio;

function prepare(start: number): void {
  Object.assign(globalThis, { base: start });
}

function add(x: number): number {
  return (globalThis as unknown as { base: number }).base + x;
}

function fail(): never {
  class ValueError extends Error {}
  throw new ValueError("not today");
}

const main = asyncio.coroutine(async () => {
  const loop = asyncio.get_running_loop();
  const prepared = new ThreadPoolExecutor(1, { initializer: prepare, initargs: [40] });
  await asyncio.async_with(prepared, async (pool) => {
    console.log(await loop.run_in_executor(pool, add, 2));
  });

  const broken = new ThreadPoolExecutor(1, "worker", fail);
  const futures = [0].map((x) => broken.submit(add, x));
  for (const future of futures) {
    try {
      await asyncio.wrap_future(future);
    } catch (e) {
      if (!(e instanceof asyncio.RuntimeError)) throw e;
      console.log(e.name, e.message);
    }
  }
  try {
    broken.submit(add, 1);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, e.message);
  }
  await broken.shutdown();
});

await asyncio.run(main());
