// Debug mode changes nothing of what locks and queues do.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const worker = asyncio.coroutine(async function worker(
  name: string,
  queue: asyncio.Queue,
  lock: asyncio.Lock,
  log: unknown[],
) {
  while (true) {
    const item = await queue.get();
    await asyncio.async_with(lock, async () => {
      log.push(`${name}${str(item)}`);
      await asyncio.sleep(0);
    });
    queue.task_done();
  }
});

const main = asyncio.coroutine(async function main() {
  asyncio.get_running_loop().slow_callback_duration = 10;
  const queue = new asyncio.Queue(2);
  const lock = new asyncio.Lock();
  const log: unknown[] = [];
  const tasks = [..."ab"].map((name) => asyncio.create_task(worker(name, queue, lock, log)));
  for (let i = 0; i < 6; i += 1) {
    await queue.put(i);
  }
  await queue.join();
  tasks[0]?.cancel();
  await asyncio.sleep(0);
  await queue.put(6);
  await queue.join();
  tasks[1]?.cancel();
  console.log(repr(await asyncio.gather(...tasks, { return_exceptions: true })));
  console.log(repr(log), repr(lock.locked()), queue, repr(asyncio.get_running_loop().get_debug()));
  const condition = new asyncio.Condition(lock);
  try {
    await asyncio.async_with(condition, async () => {
      await asyncio.wait_for(
        condition.wait_for(() => log.length > 10),
        0.001,
      );
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(repr(e), repr(condition.locked()));
  }
});

await asyncio.run(main(), { debug: true, loop_factory: () => new VirtualTimeEventLoop() });
await asyncio.run(main(), { debug: false, loop_factory: () => new VirtualTimeEventLoop() });
