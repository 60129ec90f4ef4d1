import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  return x;
});

const main = asyncio.coroutine(async function main() {
  let c = work(1);
  console.log("first await:", await c);
  try {
    await c;
  } catch (e) {
    console.log("second await:", repr(e));
  }

  c = work(2);
  const task = asyncio.create_task(c);
  console.log("as a task:", await task);
  console.log("the task again:", await task);
  try {
    await c;
  } catch (e) {
    console.log("the coroutine again:", repr(e));
  }

  const again = asyncio.create_task(c);
  try {
    await again;
  } catch (e) {
    console.log("a second task of it:", repr(e));
  }
  console.log("still a coroutine:", repr(asyncio.iscoroutine(c)));
});

await asyncio.run(main());
