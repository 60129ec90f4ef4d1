// timeout: a body in time, a body that is late, no limit, and what a timeout prints on the way.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  let limit = asyncio.timeout(5);
  await asyncio.async_with(limit, async (limit) => {
    const later = (limit.when() ?? 0) > loop.time();
    console.log(limit.constructor.name, asyncio.repr(limit.expired()), asyncio.repr(later));
    console.log(await asyncio.sleep(0, "in time"));
  });
  console.log(asyncio.repr(limit.expired()));

  limit = asyncio.timeout(0.01);
  console.log(limit, asyncio.repr((limit.when() ?? 0) > loop.time()), asyncio.repr(limit.expired()));
  try {
    await asyncio.async_with(limit, async () => {
      try {
        await asyncio.sleep(10);
        console.log("never");
      } catch (e) {
        console.log("inside:", asyncio.repr(e), asyncio.repr(limit.expired()));
        throw e;
      }
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("outside:", asyncio.repr(e), asyncio.repr(e.cause), asyncio.repr(limit.expired()));
  }
  console.log(limit, asyncio.repr(limit.when() !== null), asyncio.current_task()?.cancelling());

  limit = asyncio.timeout(null);
  await asyncio.async_with(limit, async (limit) => {
    console.log(asyncio.repr(limit.when()), limit);
    await asyncio.sleep(0);
  });
  console.log(limit);

  limit = asyncio.timeout(5);
  try {
    await asyncio.async_with(limit, async () => {
      throw new asyncio.ValueError("of its own");
    });
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(asyncio.repr(e), asyncio.repr(limit.expired()), limit);
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
