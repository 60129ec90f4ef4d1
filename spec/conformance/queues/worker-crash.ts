// A worker that crashes between get and task_done: join() would wait for ever, a time limit says so.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const worker = asyncio.coroutine(async function worker(queue: asyncio.Queue) {
  while (true) {
    const item = await queue.get();
    if (item === 2) {
      throw new asyncio.ValueError(`cannot stand ${str(item)}`);
    }
    queue.task_done();
  }
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue();
  for (let i = 0; i < 5; i += 1) {
    queue.put_nowait(i);
  }
  const task = asyncio.create_task(worker(queue));
  try {
    await asyncio.wait_for(queue.join(), 0.005);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(repr(e), queue);
  }
  console.log(repr(task.exception()));
  const joiner = asyncio.create_task(queue.join());
  const [done, pending] = await asyncio.wait([task, joiner], { return_when: asyncio.FIRST_COMPLETED });
  console.log(repr(done.has(task)), repr(pending.has(joiner)));
  queue.shutdown({ immediate: true });
  console.log(queue);
  queue.task_done();
  await joiner;
  console.log(queue);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
