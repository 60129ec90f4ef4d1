import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string) {
  console.log(name, "works");
  await asyncio.sleep(0);
  console.log(name, "returns");
  return name;
});

function report(task: asyncio.Task<string>) {
  console.log("callback for", task.get_name(), task);
}

const main = asyncio.coroutine(async function main() {
  let task = asyncio.create_task(work("a"), { name: "A" });
  task.add_done_callback(report);
  console.log(task);
  console.log("awaited:", await task);
  console.log("the callback ran before the waiter went on, as it was added first");

  task = asyncio.create_task(work("b"), { name: "B" });
  const waiter = asyncio.create_task(asyncio.wait([task]));
  await asyncio.sleep(0);
  task.add_done_callback(report);
  await task;
  console.log("done:", repr(task.done()));
  await waiter;
  console.log("removed:", task.remove_done_callback(report));

  const stopped = asyncio.create_task(work("c"), { name: "C" });
  stopped.add_done_callback(report);
  await asyncio.sleep(0);
  stopped.cancel();
  await asyncio.sleep(0);
  console.log("cancelled:", repr(stopped.cancelled()), "but not called yet");
  await asyncio.sleep(0);
});

await asyncio.run(main());
