import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

type Signal = [asyncio.Future<null>];

const producer = asyncio.coroutine(async function producer(box: number[], ready: Signal, taken: Signal) {
  for (let i = 0; i < 3; i++) {
    console.log("produce", i);
    box.push(i);
    ready[0].set_result(null);
    await taken[0];
    taken[0] = asyncio.get_running_loop().create_future<null>();
  }
  return "producer done";
});

const consumer = asyncio.coroutine(async function consumer(box: number[], ready: Signal, taken: Signal) {
  const seen: number[] = [];
  try {
    while (true) {
      await ready[0];
      ready[0] = asyncio.get_running_loop().create_future<null>();
      seen.push(box.pop() as number);
      console.log("  consume", repr(seen));
      taken[0].set_result(null);
    }
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("  consumer stopped with", repr(seen));
    return seen.reduce((sum, x) => sum + x, 0);
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const [ready, taken]: [Signal, Signal] = [[loop.create_future<null>()], [loop.create_future<null>()]];
  const box: number[] = [];
  const eats = asyncio.create_task(consumer(box, ready, taken));
  const makes = asyncio.create_task(producer(box, ready, taken));
  console.log(await makes);
  eats.cancel();
  console.log("sum:", await eats, "cancelled:", repr(eats.cancelled()));
});

await asyncio.run(main());
