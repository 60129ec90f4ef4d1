import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const leaf = asyncio.coroutine(async function leaf() {
  try {
    console.log("leaf waits");
    await asyncio.sleep(10);
  } catch (e) {
    console.log("leaf:", repr(e));
    throw e;
  }
});

const child = asyncio.coroutine(async function child() {
  try {
    await leaf();
  } catch (e) {
    console.log("child:", repr(e));
    throw e;
  }
});

const parent = asyncio.coroutine(async function parent(task: asyncio.Task<void>) {
  try {
    await task;
  } catch (e) {
    console.log("parent:", repr(e), "cancelling:", asyncio.current_task()?.cancelling());
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  console.log("--- cancelling the parent reaches the child it waits for");
  let inner = asyncio.create_task(child());
  let outer = asyncio.create_task(parent(inner));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log(repr(outer.cancel("from above")), "inner cancelling:", inner.cancelling());
  try {
    await outer;
  } catch (e) {
    console.log("main:", repr(e));
  }
  console.log(repr(inner.cancelled()), repr(outer.cancelled()));

  console.log("--- cancelling the child cancels the parent, too");
  inner = asyncio.create_task(child());
  outer = asyncio.create_task(parent(inner));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  inner.cancel("from below");
  try {
    await outer;
  } catch (e) {
    console.log("main:", repr(e));
  }
  console.log(repr(inner.cancelled()), repr(outer.cancelled()), outer.cancelling());
  console.log("main itself:", asyncio.current_task()?.cancelling());
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
