import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  await asyncio.sleep(0);
  return 1;
});

const main = asyncio.coroutine(async function main() {
  const task = asyncio.create_task(work(), { name: "work" });
  console.log("pending:", repr(task.get_stack().length > 0));
  await task;
  console.log("finished:", task.get_stack().length);
  task.print_stack();

  const stopped = asyncio.create_task(work(), { name: "stopped" });
  stopped.cancel();
  await asyncio.wait([stopped]);
  console.log("cancelled:", stopped.get_stack().length);
  stopped.print_stack();
});

await asyncio.run(main());
