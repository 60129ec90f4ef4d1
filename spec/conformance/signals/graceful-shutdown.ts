// A server's main that ends its workers when SIGTERM comes, as the manuals have it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const worker = asyncio.coroutine(async function worker(name: string, stop: asyncio.Event, log: unknown[]) {
  let n = 0;
  try {
    while (!stop.is_set()) {
      n += 1;
      await asyncio.sleep(0);
    }
    log.push(`${name} saw it`);
  } finally {
    log.push(`${name} is done: ${repr(n > 1)}`);
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const stop: asyncio.Event = new asyncio.Event();
  const log: unknown[] = [];
  for (const text of ["SIGTERM", "SIGINT"]) {
    loop.add_signal_handler(text, stop.set.bind(stop));
  }
  const tasks = ["one", "two"].map((name) => asyncio.create_task(worker(name, stop, log)));
  await asyncio.sleep(0);
  process.kill(process.pid, "SIGTERM");
  await stop.wait();
  await asyncio.gather(...tasks);
  console.log(str([...log].sort()));
  stop.clear();
  process.kill(process.pid, "SIGINT");
  await stop.wait();
  console.log("SIGINT is a signal like others with a handler of one's own");
  return "over";
});

console.log(str(await asyncio.run(main())));
