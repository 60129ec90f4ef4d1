import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const me = asyncio.current_task() as asyncio.Task<string>;
  console.log("cancelling:", me.cancelling());
  console.log("uncancel of nothing:", me.uncancel());

  me.cancel("first");
  console.log("cancelling:", me.cancelling());
  try {
    await asyncio.sleep(0);
  } catch (e) {
    console.log("delivered:", repr(e));
  }
  console.log("still counted:", me.cancelling());
  await asyncio.sleep(0);
  console.log("but not delivered again");
  console.log("uncancel:", me.uncancel(), me.cancelling());

  // Taken back before it is delivered: never delivered.
  me.cancel();
  console.log("uncancel at once:", me.uncancel());
  await asyncio.sleep(0);
  console.log("nothing was delivered");

  // Of two, only one is taken back.
  me.cancel("a");
  me.cancel("b");
  console.log("cancelling:", me.cancelling(), "uncancel:", me.uncancel());
  try {
    await asyncio.sleep(0);
    console.log("not reached");
  } catch (e) {
    console.log("delivered:", repr(e));
  }
  console.log("uncancel:", me.uncancel(), me.uncancel());
  return "normal end";
});

const watch = asyncio.coroutine(async function watch() {
  const task = asyncio.create_task(main());
  console.log(await task, task.cancelling(), repr(task.cancelled()));
});

await asyncio.run(watch());
