import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  await asyncio.sleep(0);
  return asyncio.current_task()?.get_name();
});

const main = asyncio.coroutine(async function main() {
  console.log("main:", asyncio.current_task()?.get_name());
  const a = asyncio.create_task(work());
  const b = asyncio.create_task(work(), { name: "chosen" });
  const c = asyncio.ensure_future(work());
  // Another value than a string is made one.
  const d = asyncio.create_task(work(), { name: 7 });
  console.log(repr([a, b, c, d].map((t) => t.get_name())));
  a.set_name("renamed");
  b.set_name(3.5);
  console.log(repr([await a, await b, await c, await d]));
  console.log(a.get_name(), b.get_name());

  const coroutine = work();
  const task = asyncio.get_running_loop().create_task(coroutine, { name: "by the loop" });
  const same_loop = task.get_loop() === asyncio.get_running_loop();
  console.log(task.get_name(), repr(task.get_coro() === coroutine), repr(same_loop));
  console.log(await task, repr(task.get_coro() === coroutine));
  console.log(task);
});

await asyncio.run(main());
