import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const cancels_itself = asyncio.coroutine(async function cancels_itself() {
  const me = asyncio.current_task();
  console.log("cancel:", repr(me?.cancel("by myself")), me?.cancelling());
  console.log("goes on until the next await");
  await asyncio.get_running_loop().create_future();
  console.log("not reached");
});

const cancels_itself_and_returns = asyncio.coroutine(async function cancels_itself_and_returns() {
  asyncio.current_task()?.cancel("too late to matter?");
  return "returned";
});

const cancels_itself_and_fails = asyncio.coroutine(async function cancels_itself_and_fails() {
  asyncio.current_task()?.cancel("too late to matter?");
  throw new asyncio.ValueError("failed");
});

const raises_it = asyncio.coroutine(async function raises_it() {
  throw new asyncio.CancelledError("raised by hand");
});

const main = asyncio.coroutine(async function main() {
  const functions: (() => asyncio.Coroutine<unknown>)[] = [cancels_itself, cancels_itself_and_returns];
  for (const work of [...functions, cancels_itself_and_fails, raises_it]) {
    const task: asyncio.Task<unknown> = asyncio.create_task(work());
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
