import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const waiter = asyncio.coroutine(async function waiter(name: string, future: asyncio.Future<string>) {
  console.log(name, "waits");
  try {
    console.log(name, "got", await future);
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(name, "got", repr(e));
  }
  await asyncio.sleep(0);
  console.log(name, "ends");
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<string>();
  let tasks = [..."abc"].map((name) => asyncio.create_task(waiter(name, future)));
  await asyncio.sleep(0);
  future.add_done_callback(() => console.log("a callback added after the waiters"));
  console.log("setting");
  future.set_result("value");
  const late = asyncio.create_task(waiter("late", future));
  for (const task of [...tasks, late]) await task;

  console.log("--- an error goes to each of them");
  const failing = loop.create_future<string>();
  tasks = [..."xy"].map((name) => asyncio.create_task(waiter(name, failing)));
  loop.call_soon(console.log, "callback between");
  loop.call_soon(() => failing.set_exception(new asyncio.ValueError("shared")));
  for (const task of tasks) await task;
  try {
    await failing;
  } catch (e) {
    console.log("and is the same object:", repr(e === failing.exception()));
  }
});

await asyncio.run(main());
