// The timeout of as_completed counts for the whole; what was not ready in time is not cancelled.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work(name: string, delay: number) {
  await asyncio.sleep(delay);
  return name;
});

const main = asyncio.coroutine(async function main() {
  const late = asyncio.create_task(work("late", 10));
  try {
    const works = [work("early", 0), late, work("soon", 0)];
    for (const earliest of asyncio.as_completed(works, { timeout: 0.2 })) {
      console.log("for:", await earliest);
    }
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(asyncio.repr(e), asyncio.repr(late.done()));
  }

  try {
    const tasks = [asyncio.create_task(work("early", 0)), late];
    for await (const task of asyncio.as_completed(tasks, { timeout: 0.2 })) {
      console.log("async for:", await task);
    }
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(asyncio.repr(e), asyncio.repr(late.done()));
  }

  const items = [...asyncio.as_completed([late, asyncio.create_task(work("one", 0))], { timeout: 0.1 })];
  for (const item of items) {
    try {
      console.log("item:", await item);
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log("item:", asyncio.repr(e));
    }
  }
  late.cancel();
  console.log(asyncio.repr(await asyncio.gather(late, { return_exceptions: true })));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
