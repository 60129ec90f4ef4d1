// shutdown(cancel_futures=True): what has not begun is cancelled, what runs is waited for.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

function double(x: number) {
  return 2 * x;
}

const main = asyncio.coroutine(async function main() {
  const pool = new asyncio.ThreadPoolExecutor(1);
  const futures = range(3).map((i) => pool.submit(double, i));
  for (const future of futures) {
    console.log(str(await asyncio.wrap_future(future)));
  }
  await pool.shutdown({ wait: true, cancel_futures: true });
  try {
    pool.submit(double, 1);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(repr(e));
  }
  await pool.shutdown();
  await pool.shutdown({ wait: false });
  const loop = asyncio.get_running_loop();
  try {
    await loop.run_in_executor(pool, double, 1);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(repr(e));
  }
  const other = new asyncio.ThreadPoolExecutor({ max_workers: 2 });
  const results = await asyncio.gather(...range(5).map((i) => loop.run_in_executor(other, double, i)));
  console.log(str(results));
  await other.shutdown();
});

await asyncio.run(main());
