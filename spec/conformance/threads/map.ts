// Executor.map: in order, the shortest iterable ends it, an error ends it too.
import * as asyncio from "asyncio-node";

const { repr, ThreadPoolExecutor } = asyncio;

function power(base: number, exponent: number): number {
  class ValueError extends Error {}
  if (base < 0) throw new ValueError("negative");
  return base ** exponent;
}

async function list<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const main = asyncio.coroutine(async () => {
  const pool = new ThreadPoolExecutor(3);
  await asyncio.async_with(pool, async () => {
    for await (const result of pool.map(power, [2, 3, 4, 5], [1, 2, 3])) {
      console.log(result);
    }
    const squares = pool.map(power, [0, 1, 2, 3, 4].values(), Array(5).fill(2) as number[], { chunksize: 2 });
    console.log(repr(await list(pool.map(power, [], []))), repr(await list(squares)));
    try {
      for await (const result of pool.map(power, [1, -1, 2], [1, 1, 1], { timeout: 60 })) {
        console.log(result);
      }
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(repr(e));
    }
  });
  try {
    pool.map(power, [1], [1]);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log("RuntimeError:", e.message);
  }
});

await asyncio.run(main());
