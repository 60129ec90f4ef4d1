// Time limits around get and put, and what is left of them in the queue.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const feed = asyncio.coroutine(async function feed(queue: asyncio.Queue) {
  for (let i = 0; i < 3; i += 1) {
    await asyncio.sleep(0.003);
    queue.put_nowait(i);
  }
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue();
  const feeder = asyncio.create_task(feed(queue));
  const got: unknown[] = [];
  for (let i = 0; i < 8; i += 1) {
    try {
      got.push(await asyncio.wait_for(queue.get(), 0.002));
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      got.push("timeout");
    }
  }
  console.log(str(got), queue);
  await feeder;
  const bounded = new asyncio.Queue(1);
  await bounded.put("first");
  for (const limit of [0.001, 0]) {
    try {
      await asyncio.async_with(asyncio.timeout(limit), async () => {
        await bounded.put("second");
      });
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log(repr(e), bounded);
    }
  }
  const slow = asyncio.create_task(bounded.put("third"));
  await asyncio.sleep(0);
  console.log(str(await asyncio.wait_for(bounded.get(), 1)));
  await slow;
  console.log(bounded);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
