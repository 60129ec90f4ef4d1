import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string) {
  console.log(name, "never runs");
  try {
    await asyncio.sleep(1);
  } finally {
    console.log(name, "never cleans up");
  }
});

const inner = asyncio.coroutine(async function inner() {
  console.log("inner never runs either");
});

const main = asyncio.coroutine(async function main() {
  const task = asyncio.create_task(work("first"));
  console.log("cancel:", repr(task.cancel()));
  console.log("not yet:", repr(task.cancelled()), repr(task.done()), task.cancelling());
  console.log(task);
  try {
    await task;
  } catch (e) {
    console.log("awaited:", repr(e));
  }
  console.log(repr(task.cancelled()), repr(task.done()), task.cancelling());
  console.log(task);
  console.log("cancel a finished one:", repr(task.cancel()));

  const second = asyncio.create_task(work("second"));
  second.add_done_callback((t) => console.log("callback:", repr(t.cancelled())));
  second.cancel("no time");
  await asyncio.sleep(0);
  console.log("one iteration later:", repr(second.cancelled()));
  await asyncio.sleep(0);

  // Its coroutine is used up all the same.
  const coroutine = inner();
  const third = asyncio.create_task(coroutine);
  third.cancel();
  await asyncio.sleep(0);
  try {
    await coroutine;
  } catch (e) {
    console.log(repr(e));
  }
});

await asyncio.run(main());
