// A cancellation from outside passes through a timeout as it is; one that is swallowed does not hide the timeout.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const body = asyncio.coroutine(async function body(name: string, delay: number) {
  const limit = asyncio.timeout(delay);
  const cancelling = () => asyncio.current_task()?.cancelling();
  try {
    await asyncio.async_with(limit, async () => {
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (e instanceof asyncio.CancelledError) {
      console.log(name, "cancelled", asyncio.repr(e), asyncio.repr(limit.expired()), cancelling());
      throw e;
    }
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(name, "timed out", asyncio.repr(e), cancelling());
  }
  return "late";
});

const swallow = asyncio.coroutine(async function swallow() {
  const limit = asyncio.timeout(0.01);
  await asyncio.async_with(limit, async (limit) => {
    try {
      await asyncio.sleep(10);
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      console.log("swallowed", asyncio.repr(limit.expired()), limit);
    }
  });
  console.log("after", asyncio.repr(limit.expired()), asyncio.current_task()?.cancelling());
  await asyncio.sleep(0);
  return "went on";
});

const other_error = asyncio.coroutine(async function other_error() {
  try {
    await asyncio.async_with(asyncio.timeout(0.01), async () => {
      try {
        await asyncio.sleep(10);
      } catch (e) {
        if (!(e instanceof asyncio.CancelledError)) throw e;
        throw new asyncio.ValueError("instead");
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    return `(${asyncio.repr(asyncio.repr(e))}, ${asyncio.current_task()?.cancelling()})`;
  }
  return undefined;
});

const main = asyncio.coroutine(async function main() {
  let task = asyncio.create_task(body("outside", 5));
  await asyncio.sleep(0);
  task.cancel("from outside");
  console.log(asyncio.repr(await asyncio.gather(task, { return_exceptions: true })));
  console.log(await asyncio.create_task(body("timed", 0.01)));
  task = asyncio.create_task(body("early", 0));
  task.cancel("before the first step");
  console.log(asyncio.repr(await asyncio.gather(task, { return_exceptions: true })));
  console.log(await asyncio.create_task(swallow()));
  console.log(await asyncio.create_task(other_error()));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
