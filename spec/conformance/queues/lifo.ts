// The last one in comes out first, whoever waits.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.LifoQueue(3);
  for (let i = 0; i < 3; i += 1) {
    queue.put_nowait(i);
  }
  const waiting = range(2).map((i) => asyncio.create_task(queue.put(`late ${i}`)));
  await asyncio.sleep(0);
  console.log(queue);
  const got: unknown[] = [];
  for (let i = 0; i < 5; i += 1) {
    got.push(await queue.get());
    await asyncio.sleep(0);
  }
  console.log(str(got));
  await asyncio.gather(...waiting);
  const getters = range(3).map(() => asyncio.create_task(queue.get()));
  await asyncio.sleep(0);
  for (let i = 0; i < 3; i += 1) {
    queue.put_nowait(i);
  }
  console.log(repr(await asyncio.gather(...getters)), queue);
  queue.put_nowait([1, 2]);
  queue.put_nowait({ a: 1 });
  console.log(queue);
  queue.shutdown();
  console.log(str(await queue.get()), str(await queue.get()));
  try {
    await queue.get();
  } catch (e) {
    if (!(e instanceof asyncio.QueueShutDown)) throw e;
    console.log(repr(e), queue);
  }
});

await asyncio.run(main());
