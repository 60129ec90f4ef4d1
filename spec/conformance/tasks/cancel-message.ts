import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work() {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    console.log("in the task:", repr(e));
    throw e;
  }
});

const outer = asyncio.coroutine(async function outer() {
  await work();
});

const cancelled_with = asyncio.coroutine(async function cancelled_with(...args: [] | [string]) {
  const task = asyncio.create_task(outer());
  await asyncio.sleep(0);
  task.cancel(...args);
  try {
    await task;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
  try {
    task.result();
  } catch (e) {
    console.log("result:", repr(e));
  }
  try {
    task.exception();
  } catch (e) {
    console.log("exception:", repr(e));
  }
  console.log(repr(task.cancelled()));
});

const main = asyncio.coroutine(async function main() {
  await cancelled_with();
  await cancelled_with("a reason");
  await cancelled_with("");

  const task = asyncio.create_task(outer());
  await asyncio.sleep(0);
  console.log("twice:", repr(task.cancel("first")), repr(task.cancel("second")), task.cancelling());
  try {
    await task;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
