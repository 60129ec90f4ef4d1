import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const worker = asyncio.coroutine(async function worker(name: string, future: asyncio.Future<unknown>) {
  try {
    await future;
  } catch (e) {
    console.log(name, "cancelled");
    throw e;
  } finally {
    await asyncio.sleep(0);
    console.log(name, "left");
  }
});

const canceller = asyncio.coroutine(async function canceller(name: string, victim: asyncio.Task<unknown>) {
  console.log(name, "cancels", victim.get_name(), repr(victim.cancel(name)));
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  console.log("--- in the order of the calls, not of the tasks");
  const tasks = [..."abcd"].map((n) => asyncio.create_task(worker(n, loop.create_future()), { name: n }));
  await asyncio.sleep(0);
  for (const i of [2, 0, 3, 1]) tasks[i]?.cancel();
  loop.call_soon(() => console.log("a callback after the cancellations"));
  await asyncio.wait(tasks);

  console.log("--- in the very iteration of its first step");
  let victim = asyncio.create_task(worker("early", loop.create_future()), { name: "early" });
  await asyncio.create_task(canceller("follower", victim));
  await asyncio.wait([victim]);

  const victim_future = loop.create_future();
  const first = asyncio.create_task(asyncio.sleep(0));

  const kill = asyncio.coroutine(async function kill() {
    const canceller_task = asyncio.create_task(canceller("inner", victim));
    await canceller_task;
  });

  victim = asyncio.create_task(worker("late", victim_future), { name: "late" });
  const killer = asyncio.create_task(kill());
  await first;
  await killer;
  await asyncio.wait([victim]);

  console.log("--- from a callback, which runs between two steps");
  victim = asyncio.create_task(worker("called", loop.create_future()), { name: "called" });
  loop.call_soon(() => victim.cancel("by a callback"));
  await asyncio.wait([victim]);
  console.log(repr(victim.cancelled()));

  console.log("--- from its own callback: too late");
  const done = asyncio.create_task(asyncio.sleep(0, "done"));
  done.add_done_callback((t) => console.log("cancel:", repr(t.cancel()), t.result()));
  await done;
  await asyncio.sleep(0);
});

await asyncio.run(main());
