// A task prints its name, its coroutine with a place in the source, and what came of it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  await asyncio.sleep(0);
  return `Done after ${x}s`;
});

const fail = asyncio.coroutine(async function fail() {
  throw new asyncio.ValueError("no good");
});

const forever = asyncio.coroutine(async function forever() {
  await asyncio.sleep(100);
});

function callback(future: asyncio.Future) {
  console.log("callback:", future);
}

const main = asyncio.coroutine(async function main() {
  let task: asyncio.Task = asyncio.create_task(do_some_work(2));
  console.log(task);
  task.add_done_callback(callback);
  console.log(task);
  await task;
  console.log(task);
  await asyncio.sleep(0);

  task = asyncio.create_task(fail(), { name: "failing" });
  console.log(task);
  await asyncio.wait([task]);
  console.log(task, repr(task.exception()));

  task = asyncio.create_task(forever());
  console.log(task);
  task.cancel();
  console.log(task);
  await asyncio.wait([task]);
  console.log(task);

  task = asyncio.create_task(forever());
  await asyncio.sleep(0);
  task.cancel("with a message");
  await asyncio.wait([task]);
  console.log(task);
  console.log(repr(String(task) === repr(task)), task.constructor.name);
});

await asyncio.run(main());
