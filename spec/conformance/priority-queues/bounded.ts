// A bounded priority queue: the putter that waits is let in when there is room, whatever its priority.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const putter = asyncio.coroutine(async function putter(item: unknown, queue: asyncio.Queue, log: unknown[]) {
  await queue.put(item);
  log.push(item);
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.PriorityQueue(2);
  const log: unknown[] = [];
  const tasks = [5, 4, 1, 2, 3].map((item) => asyncio.create_task(putter(item, queue, log)));
  await asyncio.sleep(0);
  console.log(repr(log), queue);
  const got: unknown[] = [];
  for (let i = 0; i < 5; i += 1) {
    got.push(await queue.get());
    await asyncio.sleep(0);
  }
  console.log(str(got), repr(log));
  await asyncio.gather(...tasks);
  const getters = range(2).map(() => asyncio.create_task(queue.get()));
  await asyncio.sleep(0);
  queue.put_nowait(9);
  queue.put_nowait(8);
  console.log(repr(await asyncio.gather(...getters)));
  queue.put_nowait(2);
  queue.put_nowait(1);
  queue.shutdown();
  console.log(str(await queue.get()), queue);
  queue.shutdown({ immediate: true });
  console.log(queue);
});

await asyncio.run(main());
