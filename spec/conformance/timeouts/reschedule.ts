// A timeout can be moved while its body runs, into the future, into the past, or away.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  let limit = asyncio.timeout(0.01);
  await asyncio.async_with(limit, async (limit) => {
    limit.reschedule(null);
    console.log(asyncio.repr(limit.when()), limit);
    await asyncio.sleep(0.02);
  });
  console.log("away:", asyncio.repr(limit.expired()));

  limit = asyncio.timeout(0.01);
  await asyncio.async_with(limit, async (limit) => {
    limit.reschedule(loop.time() + 5);
    await asyncio.sleep(0.02);
  });
  console.log("later:", asyncio.repr(limit.expired()));

  try {
    limit = asyncio.timeout(null);
    await asyncio.async_with(limit, async (limit) => {
      const deadline = loop.time() + 0.01;
      limit.reschedule(deadline);
      console.log(asyncio.repr(limit.when() === deadline));
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("sooner:", asyncio.repr(limit.expired()));
  }

  try {
    limit = asyncio.timeout(5);
    await asyncio.async_with(limit, async (limit) => {
      limit.reschedule(loop.time() - 1);
      console.log("past:", asyncio.repr(limit.expired()));
      await asyncio.sleep(0);
      console.log("never");
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("past:", asyncio.repr(limit.expired()));
  }

  try {
    limit.reschedule(null);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log("RuntimeError:", e.message);
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
