// Who joins a queue that is shut down: items that are left still count, unless it is immediate.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  let queue = new asyncio.Queue();
  for (let i = 0; i < 3; i += 1) {
    queue.put_nowait(i);
  }
  let joiner = asyncio.create_task(queue.join());
  await asyncio.sleep(0);
  queue.shutdown();
  await asyncio.sleep(0);
  console.log(repr(joiner.done()), queue);
  while (!queue.empty()) {
    console.log(str(await queue.get()));
    queue.task_done();
  }
  await joiner;
  console.log(queue);
  queue = new asyncio.Queue();
  for (let i = 0; i < 3; i += 1) {
    queue.put_nowait(i);
  }
  console.log(str(await queue.get()));
  joiner = asyncio.create_task(queue.join());
  await asyncio.sleep(0);
  queue.shutdown({ immediate: true });
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log(repr(joiner.done()), queue);
  queue.task_done();
  await joiner;
  console.log(queue);
  try {
    queue.task_done();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e));
  }
  queue.shutdown();
  queue.shutdown(true);
  console.log(queue);
});

await asyncio.run(main());
