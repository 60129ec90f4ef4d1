import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const narcissus = asyncio.coroutine(async function narcissus() {
  try {
    await asyncio.current_task();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log("refused:", e.message.split(" coro=")[0]);
  }
  return "survived";
});

const fails = asyncio.coroutine(async function fails() {
  await asyncio.sleep(0);
  await asyncio.current_task();
});

const indirectly = asyncio.coroutine(async function indirectly(task: PromiseLike<void>) {
  return await task;
});

const main = asyncio.coroutine(async function main() {
  console.log(await asyncio.create_task(narcissus(), { name: "narcissus" }));

  const task = asyncio.create_task(fails(), { name: "fails" });
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.message.split(" coro=")[0]);
  }

  // A chain is no circle.
  const tasks: asyncio.Task<void>[] = [];
  tasks.push(asyncio.create_task(indirectly(asyncio.sleep(0))));
  tasks.push(asyncio.create_task(indirectly(tasks[0] as asyncio.Task<void>)));
  tasks.push(asyncio.create_task(indirectly(tasks[1] as asyncio.Task<void>)));
  console.log(repr([await tasks[0], await tasks[1], await tasks[2]]));
});

await asyncio.run(main());
