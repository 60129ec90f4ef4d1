// Handlers go with their loop; the next loop begins without.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const first = asyncio.coroutine(async function first(log: unknown[]) {
  const loop = asyncio.get_running_loop();
  loop.add_signal_handler("SIGUSR1", (value) => log.push(value), "first loop");
  const queue = new asyncio.Queue();
  loop.add_signal_handler("SIGUSR2", queue.put_nowait.bind(queue), "second signal");
  process.kill(process.pid, "SIGUSR2");
  console.log(str(await queue.get()));
});

const second = asyncio.coroutine(async function second(log: unknown[]) {
  const loop = asyncio.get_running_loop();
  console.log(repr(loop.remove_signal_handler("SIGUSR1")));
  const gate = new asyncio.Event();
  loop.add_signal_handler("SIGUSR1", gate.set.bind(gate));
  process.kill(process.pid, "SIGUSR1");
  await gate.wait();
  console.log(repr(loop.remove_signal_handler("SIGUSR1")), repr(log));
});

const log: unknown[] = [];
await asyncio.run(first(log));
await asyncio.run(second(log));
const loop = asyncio.new_event_loop();
loop.close();
try {
  loop.add_signal_handler("SIGUSR1", (value) => log.push(value), 1);
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log(repr(e));
}
