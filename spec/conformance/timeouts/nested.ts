// Timeouts within timeouts: each turns only its own cancellation into a TimeoutError.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const nest = asyncio.coroutine(async (outer_delay: number | null, inner_delay: number | null) => {
  const outer = asyncio.timeout(outer_delay);
  const inner = asyncio.timeout(inner_delay);
  const state = () => `inner ${asyncio.repr(inner.expired())} outer ${asyncio.repr(outer.expired())}`;
  try {
    await asyncio.async_with(outer, async () => {
      try {
        await asyncio.async_with(inner, async () => {
          await asyncio.sleep(10);
        });
      } catch (e) {
        if (!(e instanceof asyncio.TimeoutError)) throw e;
        console.log("inner timed out", asyncio.repr(e), asyncio.repr(outer.expired()));
        await asyncio.sleep(0);
        console.log("body goes on");
      } finally {
        console.log(state());
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("outer timed out", asyncio.repr(e));
  }
  console.log(state(), asyncio.current_task()?.cancelling());
});

const main = asyncio.coroutine(async function main() {
  await nest(5, 0.01);
  await nest(0.01, 5);
  await nest(0, 0);
  await nest(5, 0);
  await nest(null, 0.01);
  await nest(0.01, null);

  try {
    await asyncio.async_with(asyncio.timeout(null), async (limit) => {
      try {
        await asyncio.wait_for(asyncio.sleep(10), 0.01);
      } catch (e) {
        if (!(e instanceof asyncio.TimeoutError)) throw e;
        console.log("wait_for first");
      }
      limit.reschedule(asyncio.get_running_loop().time() + 0.01);
      await asyncio.sleep(10);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("then the timeout");
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
