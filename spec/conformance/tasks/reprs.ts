import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError("negative");
  return { x };
});

/* The same line as in Python. */

function callback(task: asyncio.Task<unknown>) {
  console.log("in the callback:", task);
}

const loop = asyncio.new_event_loop();
const task = loop.create_task(work(1));
console.log(task);
task.add_done_callback(callback);
console.log(task);
task.set_name("a name with 'quotes'");
console.log(`${task}`);
await loop.run_until_complete(task);
console.log(task);

const failing = loop.create_task(work(-1), { name: "failing" });
try {
  await loop.run_until_complete(failing);
} catch {
  console.log(failing);
}

const stopped = loop.create_task(work(2), { name: "stopped" });
stopped.cancel();
console.log(stopped);
try {
  await loop.run_until_complete(stopped);
} catch {
  console.log(stopped);
}

console.log(repr([task]), repr({ task: stopped }));
loop.close();
console.log(task);
