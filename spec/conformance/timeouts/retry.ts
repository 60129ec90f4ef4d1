// A flaky call, tried again, each time with a limit of its own, under one limit for the whole.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

class Flaky {
  readonly plan: string[];
  calls = 0;

  constructor(...plan: string[]) {
    this.plan = plan;
  }

  call = asyncio.coroutine(async () => {
    this.calls += 1;
    const step = this.plan.shift();
    if (step === "hang") await asyncio.sleep(100);
    await asyncio.sleep(0);
    if (step === "fail") throw new asyncio.ConnectionError(`call ${this.calls} failed`);
    return step;
  });
}

type Limits = (number | null)[];
type Action<T> = () => asyncio.Coroutine<T>;

const retry = asyncio.coroutine(async function retry<T>(action: Action<T>, limits: Limits) {
  for (const [index, limit] of limits.entries()) {
    const attempt = index + 1;
    try {
      return await asyncio.async_with(asyncio.timeout(limit), async () => {
        return await action();
      });
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError || e instanceof asyncio.ConnectionError)) throw e;
      console.log("attempt", attempt, asyncio.repr(e));
      if (attempt === limits.length) throw e;
      await asyncio.sleep(0);
    }
  }
  return undefined;
});

const attempt = asyncio.coroutine(async (flaky: Flaky, limits: Limits, { whole = 60 } = {}) => {
  const limit = asyncio.timeout(whole);
  try {
    await asyncio.async_with(limit, async () => {
      console.log("->", await retry(flaky.call, limits), flaky.calls);
    });
  } catch (e) {
    const expired = asyncio.repr(limit.expired());
    console.log("!!", asyncio.repr(e), flaky.calls, expired, asyncio.current_task()?.cancelling());
  }
});

const main = asyncio.coroutine(async function main() {
  await attempt(new Flaky("fine"), [30, 30]);
  await attempt(new Flaky("fail", "hang", "fine"), [30, 0.01, 30]);
  await attempt(new Flaky("fail", "fail", "fail"), [30, null, 30]);
  await attempt(new Flaky("hang", "hang"), [0.01, 0]);
  await attempt(new Flaky("hang", "hang", "hang"), [30, 30], { whole: 0.01 });
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
