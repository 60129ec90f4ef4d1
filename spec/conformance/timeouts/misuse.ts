// A timeout belongs to a task, is entered once, and is moved only while its body runs.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

function attempt(label: string, action: () => unknown) {
  try {
    console.log(label, "->", asyncio.repr(action()));
  } catch (e) {
    console.log(label, "!!", asyncio.repr(e));
  }
}

const enter = asyncio.coroutine(async function enter(limit: asyncio.Timeout) {
  await asyncio.async_with(limit, async () => {});
  return "entered";
});

const attempt_async = asyncio.coroutine(async (label: string, awaitable: PromiseLike<unknown>) => {
  try {
    console.log(label, "->", await awaitable);
  } catch (e) {
    console.log(label, "!!", asyncio.repr(e));
  }
});

const main = asyncio.coroutine(async function main() {
  const limit = asyncio.timeout(5);
  attempt("reschedule before", () => limit.reschedule(1));
  await attempt_async("enter", enter(limit));
  await attempt_async("enter again", enter(limit));
  attempt("reschedule after", () => limit.reschedule(1));
  attempt("when", () => (limit.when() ?? 0) > 0);

  const late = asyncio.timeout(0);
  try {
    await asyncio.async_with(late, async () => {
      await asyncio.sleep(1);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    attempt("reschedule expired", () => late.reschedule(1));
    await attempt_async("enter expired", enter(late));
  }

  await asyncio.async_with(asyncio.timeout(5), async (active) => {
    await attempt_async("enter active", enter(active));
  });
  const outcome = asyncio.get_running_loop().create_future();
  asyncio.get_running_loop().call_soon(() => attempt("current task in a callback", asyncio.current_task));
  asyncio.get_running_loop().call_soon(() => outcome.set_result(null));
  await outcome;
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
