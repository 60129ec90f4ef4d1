import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const careful = asyncio.coroutine(async function careful(name: string) {
  try {
    console.log(name, "works");
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(name, "is cancelled:", repr(e));
    await asyncio.sleep(0);
    console.log(name, "has cleaned up a bit");
    await asyncio.sleep(0.01);
    console.log(name, "has cleaned up");
    throw e;
  } finally {
    console.log(name, "finally");
  }
});

const bystander = asyncio.coroutine(async function bystander() {
  for (let i = 0; i < 3; i++) {
    console.log("  bystander", i);
    await asyncio.sleep(0);
  }
});

const main = asyncio.coroutine(async function main() {
  let task = asyncio.create_task(careful("task"));
  await asyncio.sleep(0);
  const other = asyncio.create_task(bystander());
  task.cancel("stop");
  console.log("cancelled:", repr(task.cancelled()));
  try {
    await task;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
  await other;

  console.log("--- cancelled again during the clean-up");
  task = asyncio.create_task(careful("again"));
  await asyncio.sleep(0);
  task.cancel("once");
  await asyncio.sleep(0);
  console.log("cancelling:", task.cancelling());
  task.cancel("twice");
  console.log("cancelling:", task.cancelling());
  try {
    await task;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
  console.log(task.cancelling(), repr(task.cancelled()));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
