// Getters that are woken and cancelled: no item is lost, the next in line gets it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const getter = asyncio.coroutine(async function getter(name: string, queue: asyncio.Queue, log: unknown[]) {
  log.push(`${name} got ${str(await queue.get())}`);
});

const main = asyncio.coroutine(async function main() {
  for (const kind of ["put, cancel", "cancel, put", "put, put, cancel", "cancel, cancel, put"]) {
    const queue = new asyncio.Queue();
    const log: unknown[] = [];
    const tasks = [..."abc"].map((name) => asyncio.create_task(getter(name, queue, log)));
    await asyncio.sleep(0);
    let k = 0;
    for (const word of kind.split(", ")) {
      if (word === "put") {
        queue.put_nowait(`item ${k}`);
      } else {
        tasks[k]?.cancel();
      }
      k += 1;
    }
    console.log(kind, queue);
    for (let i = 0; i < 3; i += 1) {
      await asyncio.sleep(0);
    }
    console.log(repr(log), queue, repr(tasks.map((task) => task.cancelled())));
    for (const task of tasks) {
      task.cancel();
    }
    await asyncio.wait(tasks);
    console.log(queue);
  }
});

await asyncio.run(main());
