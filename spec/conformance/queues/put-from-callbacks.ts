// Items put from callbacks, from other tasks' done-callbacks and from the getter itself.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue();
  const loop = asyncio.get_running_loop();
  loop.call_soon(queue.put_nowait.bind(queue), "callback");
  console.log(str(await queue.get()));
  const task = asyncio.create_task(asyncio.sleep(0, "slept"));
  task.add_done_callback((t) => queue.put_nowait(t.result()));
  console.log(str(await queue.get()));
  loop.call_later(0.001, queue.put_nowait.bind(queue), "timer");
  console.log(str(await queue.get()));
  const tasks = [3, 1, 2].map((i) => asyncio.create_task(asyncio.sleep(0.001 * i, i)));
  for (const task of tasks) {
    task.add_done_callback((t) => queue.put_nowait(t.result()));
  }
  console.log(repr([await queue.get(), await queue.get(), await queue.get()]));
  const log: unknown[] = [];
  const echo = asyncio.coroutine(async function echo() {
    for (let i = 0; i < 3; i += 1) {
      const item = await queue.get();
      log.push(item);
      if (log.length < 3) {
        queue.put_nowait(item);
      }
    }
  });
  queue.put_nowait("again");
  await echo();
  console.log(repr(log), queue);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
