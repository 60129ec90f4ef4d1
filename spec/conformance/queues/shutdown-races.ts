// shutdown() in the same moment as put, get and cancel.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const getter = asyncio.coroutine(async function getter(name: string, queue: asyncio.Queue) {
  try {
    return `${name} got ${str(await queue.get())}`;
  } catch (e) {
    if (e instanceof asyncio.QueueShutDown) {
      return `${name} shut out`;
    } else if (e instanceof asyncio.CancelledError) {
      return `${name} cancelled`;
    } else throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  for (const kind of [
    "put shutdown",
    "put cancel shutdown",
    "put shutdown cancel",
    "cancel shutdown",
    "shutdown cancel",
    "put put immediate",
    "put immediate cancel",
  ]) {
    const queue = new asyncio.Queue();
    const tasks = [..."ab"].map((name) => asyncio.create_task(getter(name, queue)));
    await asyncio.sleep(0);
    for (const word of kind.split(" ")) {
      if (word === "put") {
        queue.put_nowait("x");
      }
      if (word === "cancel") {
        tasks[0]?.cancel();
      }
      if (word === "shutdown") {
        queue.shutdown();
      }
      if (word === "immediate") {
        queue.shutdown({ immediate: true });
      }
    }
    console.log(kind, queue);
    const [, pending] = await asyncio.wait(tasks, { timeout: 0.001 });
    console.log([...pending].length, queue);
    for (const task of pending) {
      task.cancel();
    }
    console.log(repr(await asyncio.gather(...tasks)));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
