import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  console.log("never printed");
});

const main = asyncio.coroutine(async function main() {
  let c = work();
  console.log("close:", repr(c.close()));
  console.log("close again:", repr(c.close()));
  try {
    await c;
  } catch (e) {
    console.log("await after close:", repr(e));
  }

  const task = asyncio.create_task(c);
  try {
    await task;
  } catch (e) {
    console.log("task after close:", repr(e));
  }

  c = work();
  try {
    c.throw(new asyncio.ValueError("thrown in"));
  } catch (e) {
    console.log("throw before the start:", repr(e));
  }
  try {
    await c;
  } catch (e) {
    console.log("await after throw:", repr(e));
  }
});

await asyncio.run(main());
