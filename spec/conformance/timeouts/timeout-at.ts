// timeout_at takes a point on the loop's clock: in the future, now, in the past, or none.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const attempt = asyncio.coroutine(async (label: string, when: number | null, turns?: number) => {
  let steps = 0;
  const limit = asyncio.timeout_at(when);
  try {
    await asyncio.async_with(limit, async () => {
      while (turns === undefined || steps < turns) {
        steps += 1;
        await asyncio.sleep(0.001);
      }
      console.log(label, "finished");
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(label, "timed out");
  }
  console.log(label, asyncio.repr((limit.when() ?? null) === when), asyncio.repr(limit.expired()));
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  await attempt("soon", loop.time() + 0.02);
  await attempt("far", loop.time() + 60, 2);
  await attempt("now", loop.time());
  await attempt("past", loop.time() - 60);
  await attempt("past, no wait", loop.time() - 60, 0);
  await attempt("none", null, 3);

  const deadline = loop.time() + 0.02;
  for (const attempt_number of [0, 1]) {
    try {
      await asyncio.async_with(asyncio.timeout_at(deadline), async () => {
        await asyncio.sleep(10);
      });
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log("attempt", attempt_number, "hit the common deadline");
    }
  }
  console.log(asyncio.timeout_at(123.5));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
