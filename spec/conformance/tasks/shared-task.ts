import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work() {
  try {
    console.log("work starts, once");
    await asyncio.sleep(10);
  } catch (e) {
    console.log("work:", repr(e));
    throw e;
  }
});

const short = asyncio.coroutine(async function short() {
  await asyncio.sleep(0);
  return "shared";
});

const waiter = asyncio.coroutine(async function waiter(name: string, task: asyncio.Task<unknown>) {
  try {
    console.log(name, "got", await task);
  } catch (e) {
    console.log(name, "got", repr(e), "cancelling:", asyncio.current_task()?.cancelling());
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  console.log("--- three waiters of one task");
  let task: asyncio.Task<unknown> = asyncio.create_task(short());
  let waiters = [..."abc"].map((name) => asyncio.create_task(waiter(name, task)));
  for (const each of waiters) await each;

  console.log("--- one of them is cancelled, and takes the task and the others with it");
  task = asyncio.create_task(work());
  waiters = [..."abc"].map((name) => asyncio.create_task(waiter(name, task)));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  waiters[1]?.cancel("by b");
  for (const each of waiters) {
    try {
      await each;
    } catch (e) {
      console.log("main:", repr(e));
    }
  }
  const all = [task, ...waiters];
  console.log(repr(all.map((t) => t.cancelled())), repr(all.map((t) => t.cancelling())));

  console.log("--- all of them are cancelled at once");
  task = asyncio.create_task(work());
  waiters = [..."abc"].map((name) => asyncio.create_task(waiter(name, task)));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  for (const each of waiters.toReversed()) each.cancel(each.get_name());
  console.log(task.cancelling());
  await asyncio.wait(waiters);
  console.log(repr([task, ...waiters].map((t) => t.cancelled())));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
