// wait with a timeout raises nothing and cancels nobody; cancelling the waiter leaves the tasks alone.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work(name: string, event: asyncio.Event) {
  try {
    await event.wait();
    return name;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "cancelled");
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  const event = new asyncio.Event();
  const tasks = ["a", "b"].map((n) => asyncio.create_task(work(n, event)));
  const quick = asyncio.create_task(asyncio.sleep(0, "quick"));

  let [done, pending] = await asyncio.wait([...tasks, quick], { timeout: 0.1 });
  console.log(done.size, pending.size, asyncio.repr(done.has(quick)));
  [done, pending] = await asyncio.wait([...tasks, quick], { timeout: 0 });
  console.log(done.size, pending.size);
  [done, pending] = await asyncio.wait(tasks, { timeout: 0.01, return_when: asyncio.FIRST_COMPLETED });
  console.log(done.size, pending.size);

  const waiter = asyncio.create_task(asyncio.wait(tasks));
  await asyncio.sleep(0);
  waiter.cancel("no more waiting");
  try {
    await waiter;
  } catch (e) {
    console.log("waiter:", asyncio.repr(e));
  }
  console.log(asyncio.repr(tasks.map((t) => t.done())));

  event.set();
  [done, pending] = await asyncio.wait(tasks, { timeout: null });
  console.log(asyncio.repr([...done].map((t) => t.result()).sort()), pending.size);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
