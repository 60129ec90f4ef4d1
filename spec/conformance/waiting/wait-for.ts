// wait_for: a result in time, a timeout, no timeout at all, and a deadline that has passed before it began.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work(name: string, delay: number) {
  console.log(name, "starts");
  try {
    await asyncio.sleep(delay);
    return name;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "cancelled");
    throw e;
  } finally {
    console.log(name, "leaves");
  }
});

const attempt = asyncio.coroutine(async (awaitable: PromiseLike<unknown>, timeout: number | null) => {
  try {
    console.log("->", asyncio.repr(await asyncio.wait_for(awaitable, timeout)));
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("!!", asyncio.repr(e), asyncio.repr(true));
  }
});

const main = asyncio.coroutine(async function main() {
  await attempt(work("in time", 0), 1);
  await attempt(work("late", 10), 0.01);
  await attempt(work("no limit", 0.01), null);
  await attempt(work("zero", 0), 0);
  await attempt(work("negative", 0), -1);

  const finished = asyncio.create_task(work("finished", 0));
  await asyncio.wait([finished]);
  await attempt(finished, 0);
  await attempt(finished, -5);
  const running = asyncio.create_task(work("running", 10));
  await asyncio.sleep(0);
  await attempt(running, 0);
  console.log(asyncio.repr(running.cancelled()));
  console.log(await asyncio.wait_for(asyncio.sleep(0, "keyword"), { timeout: 1 }));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
