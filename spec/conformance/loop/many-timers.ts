import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const log: number[] = [];
  const now = loop.time();
  const append = (i: number) => log.push(i);

  // More than half of a hundred and more are cancelled: the heap is rebuilt.
  const handles = [];
  for (let i = 0; i < 150; i++) handles.push(loop.call_at(now + 0.001 * (i % 7), append, i));
  handles.forEach((handle, i) => {
    if (i % 4) handle.cancel();
  });
  await asyncio.sleep(0.02);
  console.log(log.length, repr(log));

  log.length = 0;
  let when = loop.time() + 0.002;
  for (let i = 0; i < 20; i++) loop.call_at(when, append, i);
  await asyncio.sleep(0.01);
  console.log(repr(log));

  // Tasks that sleep equally long wake in the order of the same heap.
  log.length = 0;

  const sleeper = asyncio.coroutine(async function sleeper(i: number) {
    await sleep_until(when);
    log.push(i);
  });

  function sleep_until(when: number) {
    const future = loop.create_future<null>();
    loop.call_at(when, () => future.set_result(null));
    return future;
  }

  when = loop.time() + 0.01;
  const tasks = [];
  for (let i = 0; i < 9; i++) tasks.push(asyncio.create_task(sleeper(i)));
  await asyncio.wait(tasks);
  console.log(repr(log));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
