// What has not begun is dropped; what has begun runs on, and nobody hears of it.
import * as asyncio from "asyncio-node";

const { repr, ThreadPoolExecutor } = asyncio;

function blocked(gate: Int32Array, name: string): string {
  Atomics.wait(gate, 0, 0);
  return name;
}

const begun = asyncio.coroutine(async (future: asyncio.ConcurrentFuture) => {
  while (!future.running()) await asyncio.sleep(0.001);
});

const main = asyncio.coroutine(async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const loop = asyncio.get_running_loop();
  const pool = new ThreadPoolExecutor(1);
  const first = pool.submit(blocked, gate, "first");
  const second = pool.submit(blocked, gate, "second");
  const third = pool.submit(blocked, gate, "third");
  await begun(first);
  console.log("first:", repr(first.cancel()), repr(first.running()), repr(first.done()));
  console.log("second:", ...[second.cancel(), second.cancelled(), second.done(), second.cancel()].map(repr));
  const waiting = asyncio.wrap_future(third);
  const task = asyncio.create_task(asyncio.wait_for(waiting, 10));
  await asyncio.sleep(0);
  console.log("task:", repr(task.cancel("enough")));
  try {
    await task;
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("cancelled:", repr(e), repr(waiting.cancelled()));
  }
  await asyncio.sleep(0);
  console.log("third:", repr(third.cancelled()));

  const left = asyncio.wrap_future(first);
  left.cancel();
  await asyncio.sleep(0);
  console.log("left:", repr(left.cancelled()), repr(first.running()));
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  console.log(await asyncio.wrap_future(first, { loop }));
  await pool.shutdown();
  console.log(repr([first, second, third].map((f) => f.cancelled())));
});

await asyncio.run(main());
