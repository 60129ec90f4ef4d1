// Ten thousand tasks at one lock, one semaphore, one condition, one event and one barrier.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

const adder = asyncio.coroutine(async function adder(lock: asyncio.Lock, log: unknown[]) {
  await asyncio.async_with(lock, async () => {
    log.push(1);
  });
});

const counter = asyncio.coroutine(async function counter(semaphore: asyncio.Semaphore, log: unknown[]) {
  await asyncio.async_with(semaphore, async () => {
    log.push(1);
    await asyncio.sleep(0);
  });
});

const waiter = asyncio.coroutine(async function waiter(event: asyncio.Event, log: unknown[]) {
  await event.wait();
  log.push(1);
});

const main = asyncio.coroutine(async function main() {
  const n = 10000;
  const log: unknown[] = [];
  const lock = new asyncio.Lock();
  await asyncio.gather(...range(n).map(() => adder(lock, log)));
  console.log(log.length, lock);
  const semaphore = new asyncio.Semaphore(100);
  await asyncio.gather(...range(n).map(() => counter(semaphore, log)));
  console.log(log.length, semaphore);
  const event = new asyncio.Event();
  const tasks = range(n).map(() => asyncio.create_task(waiter(event, log)));
  await asyncio.sleep(0);
  for (let i = 0; i < n; i += 1) {
    if (i % 2 === 0) {
      tasks[i]?.cancel();
    }
  }
  event.set();
  await asyncio.wait(tasks);
  console.log(log.length, event);
  const queue = new asyncio.Queue(1);
  const produce = asyncio.coroutine(async function produce() {
    for (let i = 0; i < n; i += 1) {
      await queue.put(i);
    }
    await queue.put(null);
  });
  const producer = asyncio.create_task(produce());
  let total = 0;
  let item = await queue.get();
  while (item !== null) {
    total += item;
    item = await queue.get();
  }
  await producer;
  console.log(str(total), queue);
});

await asyncio.run(main());
