import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const stubborn = asyncio.coroutine(async function stubborn() {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("swallowed", repr(e));
  }
  await asyncio.sleep(0);
  console.log("and went on");
  return "finished after all";
});

const replaces = asyncio.coroutine(async function replaces() {
  try {
    await asyncio.sleep(10);
  } catch {
    throw new asyncio.ValueError("raised instead");
  }
});

const returns = asyncio.coroutine(async function returns() {
  try {
    await asyncio.sleep(10);
  } finally {
    console.log("returns from a finally");
    // biome-ignore lint/correctness/noUnsafeFinally: this is what the program shows
    return "returned";
  }
});

const main = asyncio.coroutine(async function main() {
  const functions: (() => asyncio.Coroutine<unknown>)[] = [stubborn, replaces, returns];
  for (const work of functions) {
    const task: asyncio.Task<unknown> = asyncio.create_task(work());
    await asyncio.sleep(0);
    task.cancel("please");
    try {
      console.log("awaited:", await task);
    } catch (e) {
      console.log("awaited:", repr(e));
    }
    console.log(repr(task.cancelled()), task.cancelling());
    console.log(task);
  }
});

await asyncio.run(main());
