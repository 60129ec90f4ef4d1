// Queues print their bounds, what they hold, and who waits.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue<unknown>();
  console.log(repr(queue));
  console.log(queue);
  await queue.put("it's");
  await queue.put([1, null]);
  console.log(repr(queue));
  console.log(String(queue).slice(String(queue).indexOf(" ") + 1));
  const bounded = new asyncio.Queue<unknown>({ maxsize: 1 });
  console.log(repr(bounded));
  bounded.put_nowait(1);
  const putters = [2, 3].map((n) => asyncio.create_task(bounded.put(n)));
  await asyncio.sleep(0);
  console.log(repr(bounded));
  console.log(await bounded.get(), await bounded.get(), await bounded.get());
  console.log(repr(bounded));
  const getter = asyncio.create_task(bounded.get());
  await asyncio.sleep(0);
  console.log(repr(bounded));
  bounded.put_nowait("x");
  console.log(await getter, repr(bounded));

  const [stack, heap] = [new asyncio.LifoQueue<number>(2), new asyncio.PriorityQueue<number>(3)];
  console.log(repr(stack), repr(heap));
  for (const n of [2, 1]) {
    stack.put_nowait(n);
    heap.put_nowait(n);
  }
  console.log(repr(stack), repr(heap));
  try {
    stack.put_nowait(3);
  } catch (e) {
    if (!(e instanceof asyncio.QueueFull)) throw e;
    console.log(repr(e));
  }
  [queue.get_nowait(), queue.get_nowait()];
  try {
    queue.get_nowait();
  } catch (e) {
    if (!(e instanceof asyncio.QueueEmpty)) throw e;
    console.log(repr(e));
  }
  queue.shutdown();
  try {
    await queue.get();
  } catch (e) {
    if (!(e instanceof asyncio.QueueShutDown)) throw e;
    console.log(repr(e), repr(queue));
  }
  await asyncio.gather(...putters);
});

await asyncio.run(main());
