// Cancelling somebody who waits in wait_for cancels what he waits for; an error raised there wins.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work(name: string, reaction: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(name, "cancelled:", asyncio.repr(e));
    if (reaction === "error") throw new asyncio.ValueError(name);
    if (reaction === "swallow") return `${name} swallowed it`;
    await asyncio.sleep(0);
    console.log(name, "tidied up");
    throw e;
  }
  return undefined;
});

const attempt = asyncio.coroutine(
  async (name: string, reaction: string, timeout: number, cancel: boolean) => {
    const task = asyncio.create_task(asyncio.wait_for(work(name, reaction), timeout));
    await asyncio.sleep(0);
    if (cancel) task.cancel(`stop ${name}`);
    await asyncio.wait([task]);
    if (task.cancelled()) {
      console.log(name, "-> cancelled", task.cancelling());
    } else if (task.exception()) {
      console.log(name, "->", asyncio.repr(task.exception()), task.cancelling());
    } else {
      console.log(name, "->", asyncio.repr(task.result()), task.cancelling());
    }
  },
);

const main = asyncio.coroutine(async function main() {
  for (const reaction of ["tidy", "error", "swallow"]) {
    await attempt(`${reaction}-cancel`, reaction, 5, true);
    await attempt(`${reaction}-timeout`, reaction, 0.01, false);
  }
  const future = asyncio.get_running_loop().create_future();
  try {
    await asyncio.wait_for(future, 0.01);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("future cancelled:", asyncio.repr(future.cancelled()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
