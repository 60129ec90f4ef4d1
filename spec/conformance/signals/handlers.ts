// A handler that is added, replaced, removed; with arguments; called in order with other callbacks.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const queue = new asyncio.Queue();
  loop.add_signal_handler("SIGUSR1", queue.put_nowait.bind(queue), "first");
  process.kill(process.pid, "SIGUSR1");
  console.log(str(await queue.get()));
  loop.add_signal_handler("SIGUSR1", queue.put_nowait.bind(queue), "second");
  process.kill(process.pid, "SIGUSR1");
  console.log(str(await queue.get()));
  loop.add_signal_handler("SIGUSR2", queue.put_nowait.bind(queue), "another signal");
  process.kill(process.pid, "SIGUSR2");
  console.log(str(await queue.get()));
  process.kill(process.pid, "SIGUSR1");
  console.log(str(await queue.get()));
  console.log(repr(loop.remove_signal_handler("SIGUSR1")), repr(loop.remove_signal_handler("SIGUSR1")));
  console.log(repr(loop.remove_signal_handler("SIGUSR2")), repr(loop.remove_signal_handler("SIGHUP")));
  console.log(queue);
});

await asyncio.run(main());
