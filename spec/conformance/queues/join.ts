// join() waits for as many task_done() as there were items.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const worker = asyncio.coroutine(async function worker(name: string, queue: asyncio.Queue, log: unknown[]) {
  while (true) {
    const item = await queue.get();
    log.push(`${name} ${str(item)}`);
    await asyncio.sleep(0);
    queue.task_done();
  }
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue();
  const log: unknown[] = [];
  await queue.join();
  console.log("nothing to wait for");
  for (let i = 0; i < 5; i += 1) {
    queue.put_nowait(i);
  }
  console.log(queue);
  const workers = [..."ab"].map((name) => asyncio.create_task(worker(name, queue, log)));
  const joiner = asyncio.create_task(queue.join());
  await queue.join();
  console.log(repr(log), queue, repr(joiner.done()));
  await joiner;
  try {
    queue.task_done();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e));
  }
  queue.put_nowait("late");
  const again = asyncio.create_task(queue.join());
  await asyncio.sleep(0);
  console.log(repr(again.done()), queue);
  again.cancel();
  await queue.join();
  console.log(str(log.at(-1)), repr(again.cancelled()));
  for (const task of workers) {
    task.cancel();
  }
  console.log(repr(await asyncio.gather(...workers, { return_exceptions: true })));
  console.log(queue);
});

await asyncio.run(main());
