import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const level = asyncio.coroutine(async (n: number): Promise<void> => {
  try {
    if (n === 0) await asyncio.sleep(10);
    else await level(n - 1);
  } catch (e) {
    console.log("level", n, "sees", repr(e));
    await asyncio.sleep(0);
    console.log("level", n, "has waited");
    throw e;
  } finally {
    console.log("level", n, "is left");
  }
});

const converts = asyncio.coroutine(async function converts(n: number) {
  try {
    await level(n);
  } catch (e) {
    throw new asyncio.ValueError("converted", { cause: e });
  }
});

const recovers = asyncio.coroutine(async function recovers() {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await level(0);
    } catch {
      console.log("attempt", attempt, "was cancelled, uncancel:", asyncio.current_task()?.uncancel());
    }
  }
  return "gave up by itself";
});

const main = asyncio.coroutine(async function main() {
  const task = asyncio.create_task(level(3));
  await asyncio.sleep(0);
  task.cancel("deep");
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()));

  const second = asyncio.create_task(converts(1));
  await asyncio.sleep(0);
  second.cancel();
  await asyncio.wait([second]);
  console.log(repr(second.cancelled()), repr(second.exception()), repr(second.exception()?.cause));

  const third = asyncio.create_task(recovers());
  for (let i = 0; i < 3; i++) {
    await asyncio.sleep(0);
    third.cancel();
    await asyncio.sleep(0);
    await asyncio.sleep(0);
  }
  console.log(await third, third.cancelling());
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
