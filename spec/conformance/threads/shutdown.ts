// Executors that are shut down, the default one as well; wrong arguments.
import * as asyncio from "asyncio-node";

const { repr, ThreadPoolExecutor } = asyncio;

function double(x: number): number {
  return 2 * x;
}

function told(e: unknown): void {
  if (!(e instanceof Error)) throw e;
  console.log(`${e.name}:`, e.message);
}

const main = asyncio.coroutine(async () => {
  const loop = asyncio.get_running_loop();
  for (const max_workers of [0, -3]) {
    try {
      new ThreadPoolExecutor(max_workers);
    } catch (e) {
      told(e);
    }
  }
  try {
    new ThreadPoolExecutor({ initializer: "x" as never });
  } catch (e) {
    told(e);
  }

  const pool = new ThreadPoolExecutor(1);
  const futures = [0, 1, 2, 3].map((i) => pool.submit(double, i));
  await pool.shutdown();
  console.log(repr(futures.map((f) => f.result())));
  await pool.shutdown({ wait: true });
  for (const submit of [() => pool.submit(double, 1), () => loop.run_in_executor(pool, double, 1)]) {
    try {
      submit();
    } catch (e) {
      told(e);
    }
  }

  console.log(await asyncio.to_thread(double, 21));
  console.log(repr(await loop.shutdown_default_executor()));
  for (const call of [() => loop.run_in_executor(null, double, 1), () => asyncio.to_thread(double, 1)]) {
    try {
      await call();
    } catch (e) {
      told(e);
    }
  }
  await loop.shutdown_default_executor();
});

await asyncio.run(main());

const loop = asyncio.new_event_loop();
loop.close();
try {
  loop.run_in_executor(null, double, 1);
} catch (e) {
  told(e);
}
