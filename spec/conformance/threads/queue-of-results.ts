// Threads' results come through a queue, in the order in which they are asked for.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

function square(x: number) {
  return x * x;
}

const job = asyncio.coroutine(async function job(i: number, queue: asyncio.Queue) {
  await queue.put([i, await asyncio.to_thread(square, i)]);
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.PriorityQueue();
  await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    for (let i = 0; i < 6; i += 1) {
      group.create_task(job(i, queue));
    }
  });
  while (!queue.empty()) {
    console.log(str(await queue.get()));
  }
  queue.shutdown();
  try {
    await queue.get();
  } catch (e) {
    if (!(e instanceof asyncio.QueueShutDown)) throw e;
    console.log(repr(e), queue);
  }
});

await asyncio.run(main());
