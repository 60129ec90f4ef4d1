import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

let first: asyncio.Task<unknown> | null = null;
const work = asyncio.coroutine(async function work(name: string) {
  console.log(name, "starts in a task of its own:", repr(asyncio.current_task() !== first));
  await asyncio.sleep(0);
  console.log(name, "goes on");
  return name;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  first = asyncio.current_task();
  console.log("--- lazy");
  let task = asyncio.create_task(work("lazy"), { name: "lazy task" });
  console.log("created");
  await task;

  console.log("--- eager");
  loop.set_task_factory(asyncio.eager_task_factory);
  task = asyncio.create_task(work("eager"), { name: "eager task" });
  console.log("created, and it has run to its first await");
  console.log("back in main:", repr(asyncio.current_task() === first), "done:", repr(task.done()));
  console.log(await task);

  console.log("--- two eager ones, and a cancelled one");
  const [a, b] = ["a", "b"].map((x) => asyncio.create_task(work(x), { name: x.toUpperCase() }));
  const c = asyncio.create_task(work("c"), { name: "C" });
  c.cancel();
  console.log(await a, await b);
  console.log(repr(c.cancelled()));
});

await asyncio.run(main());
