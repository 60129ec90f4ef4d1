// wait_for cancelled between two questions; under a time limit; and by its own predicate.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const waiter = asyncio.coroutine(async function waiter(condition: asyncio.Condition, log: unknown[]) {
  function never() {
    log.push("asked");
    return false;
  }
  await asyncio.async_with(condition, async () => {
    try {
      await condition.wait_for(never);
    } finally {
      log.push(`left, locked ${repr(condition.locked())}`);
    }
  });
});

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  let log: unknown[];
  for (let k = 0; k < 5; k += 1) {
    log = [];
    const task = asyncio.create_task(waiter(condition, log));
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    await asyncio.async_with(condition, async () => {
      condition.notify();
    });
    task.cancel();
    await asyncio.wait([task]);
    console.log(k, repr(log), repr(task.cancelled()), repr(condition.locked()));
  }
  log = [];
  try {
    await asyncio.async_with(asyncio.timeout(0.002), async () => {
      await waiter(condition, log);
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(repr(e), repr(log), repr(condition.locked()));
  }
  const cancels_itself = asyncio.coroutine(async function cancels_itself() {
    await asyncio.async_with(condition, async () => {
      await condition.wait_for(() => asyncio.current_task()?.cancel());
    });
  });
  console.log(repr(await asyncio.gather(asyncio.create_task(cancels_itself()), { return_exceptions: true })));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
