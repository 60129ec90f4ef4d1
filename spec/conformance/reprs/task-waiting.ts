// What a task waits for stands in its repr, with the callback by which it will be woken.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const wait_on = asyncio.coroutine(async function wait_on(awaitable: PromiseLike<unknown>) {
  return await awaitable;
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future();
  let task: asyncio.Task = asyncio.create_task(wait_on(future), { name: "on a future" });
  await asyncio.sleep(0);
  console.log(task);
  console.log(future);
  const outer = asyncio.create_task(wait_on(task), { name: "on a task" });
  await asyncio.sleep(0);
  console.log(outer);
  console.log(task);
  future.set_result("x");
  console.log(task);
  console.log(future);
  await outer;
  console.log(task, outer);

  const event = new asyncio.Event();
  task = asyncio.create_task(event.wait(), { name: "on an event" });
  await asyncio.sleep(0);
  console.log(task);
  task.cancel();
  console.log(task);
  await asyncio.wait([task]);
  console.log(task);

  task = asyncio.create_task(asyncio.sleep(100), { name: "asleep" });
  await asyncio.sleep(0);
  console.log(task);
  task.cancel();
});

await asyncio.run(main());
