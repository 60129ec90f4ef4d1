// The first Ctrl-C cancels main, which does not listen; the second one ends run() at once.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const main = asyncio.coroutine(async function main(log: unknown[]) {
  const loop = asyncio.get_running_loop();
  loop.call_soon(() => process.kill(process.pid, "SIGINT"));
  try {
    await new asyncio.Event().wait();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    log.push("first one");
  }
  loop.call_soon(() => process.kill(process.pid, "SIGINT"));
  try {
    await new asyncio.Event().wait();
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    log.push("cancelled by run() itself");
    throw e;
  }
  log.push("never here");
});

const log: unknown[] = [];
try {
  await asyncio.run(main(log));
} catch (e) {
  if (!(e instanceof asyncio.KeyboardInterrupt)) throw e;
  console.log(repr(e));
}
console.log(repr(log));
