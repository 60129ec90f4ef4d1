// Putters that are woken and cancelled: the room goes to the next in line.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const putter = asyncio.coroutine(async function putter(name: string, queue: asyncio.Queue, log: unknown[]) {
  await queue.put(name);
  log.push(`${name} put`);
});

const main = asyncio.coroutine(async function main() {
  for (const kind of ["get, cancel", "cancel, get", "get, get, cancel", "cancel, cancel, get"]) {
    const queue = new asyncio.Queue(1);
    const log: unknown[] = [];
    await queue.put("first");
    const tasks = [..."abc"].map((name) => asyncio.create_task(putter(name, queue, log)));
    await asyncio.sleep(0);
    let k = 0;
    for (const word of kind.split(", ")) {
      if (word === "get" && !queue.empty()) {
        log.push(queue.get_nowait());
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
    console.log(queue, repr(queue.full()));
  }
});

await asyncio.run(main());
