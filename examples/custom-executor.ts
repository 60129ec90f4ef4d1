// An executor of one's own: functions run in processes, where they can crash without harm.
// npm start -- examples/custom-executor.ts
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as asyncio from "asyncio-node";

/** Runs each function in a new process; arguments and results travel as JSON. */
class ProcessExecutor implements asyncio.Executor {
  readonly #running = new Set<Promise<unknown>>();

  async submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const call = `Promise.resolve((${fn})(...${JSON.stringify(args)}))`;
    const script = `${call}.then((value) => console.log(JSON.stringify([value])))`;
    const process_ended = promisify(execFile)(process.execPath, ["--eval", script]);
    this.#running.add(process_ended);
    try {
      const { stdout } = await process_ended;
      return JSON.parse(stdout)[0];
    } finally {
      this.#running.delete(process_ended);
    }
  }

  async shutdown(wait = true): Promise<void> {
    if (wait) await Promise.allSettled(this.#running);
  }
}

const sum_to = (n: number): number => {
  let sum = 0;
  for (let i = 1; i <= n; i += 1) sum += i;
  return sum;
};

const main = asyncio.coroutine(async () => {
  const loop = asyncio.get_running_loop();
  loop.set_default_executor(new ProcessExecutor());
  const sums = await asyncio.gather(
    loop.run_in_executor(null, sum_to, 10),
    asyncio.to_thread(sum_to, 100), // to_thread uses it as well
  );
  console.log(sums);
  try {
    await asyncio.to_thread(() => process.exit(3));
  } catch (error) {
    console.log("it crashed, and we did not:", (error as { code?: unknown }).code);
  }
});

await asyncio.run(main());
