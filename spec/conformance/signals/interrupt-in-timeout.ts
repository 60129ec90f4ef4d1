// Ctrl-C inside of a time limit and a task group: it is no timeout, and everything is cleaned up.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const child = asyncio.coroutine(async function child(name: string, log: unknown[]) {
  try {
    await new asyncio.Event().wait();
  } finally {
    log.push(`${name} cleaned up`);
  }
});

const main = asyncio.coroutine(async function main(log: unknown[]) {
  asyncio.get_running_loop().call_soon(() => process.kill(process.pid, "SIGINT"));
  try {
    await asyncio.async_with(asyncio.timeout(10), async () => {
      await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
        group.create_task(child("a", log));
      });
    });
  } catch (e) {
    if (e instanceof asyncio.CancelledError) {
      log.push(repr(e));
      throw e;
    } else if (e instanceof asyncio.TimeoutError) {
      log.push("no timeout!");
    } else throw e;
  }
});

const log: unknown[] = [];
try {
  await asyncio.run(main(log), { loop_factory: () => new VirtualTimeEventLoop() });
} catch (e) {
  if (!(e instanceof asyncio.KeyboardInterrupt)) throw e;
  console.log(repr(e));
}
console.log(repr(log));
