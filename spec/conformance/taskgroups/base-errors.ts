// KeyboardInterrupt and SystemExit are no ordinary errors: a group hands them on bare, not in an ExceptionGroup.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const sleeper = asyncio.coroutine(async function sleeper() {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log("sleeper cancelled");
    throw e;
  }
});

const body = asyncio.coroutine(async function body(error: Error) {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(sleeper());
      await asyncio.sleep(0);
      throw error;
    });
  } catch (e) {
    console.log(e instanceof asyncio.BaseExceptionGroup ? "a group:" : "bare:", asyncio.repr(e));
  }
});

const main = asyncio.coroutine(async function main() {
  await body(new asyncio.KeyboardInterrupt("typed"));
  await body(new asyncio.SystemExit(3));
  await body(new asyncio.ValueError("ordinary"));
  await body(new asyncio.CancelledError("raised by hand"));

  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      const task = group.create_task(sleeper());
      await asyncio.sleep(0);
      task.cancel();
      await task;
    });
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("bare:", asyncio.repr(e), asyncio.current_task()?.cancelling());
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
