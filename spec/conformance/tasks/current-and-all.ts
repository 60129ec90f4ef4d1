import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(_n: number) {
  console.log("in", asyncio.current_task()?.get_name());
  await helper();
  await asyncio.sleep(0);
  console.log("still in", asyncio.current_task()?.get_name());
});

const helper = asyncio.coroutine(async function helper() {
  await asyncio.sleep(0);
  console.log("a plain await is the same task:", asyncio.current_task()?.get_name());
});

function callback() {
  console.log("in a callback:", repr(asyncio.current_task()));
}

function names(tasks: Iterable<asyncio.Task<unknown>>) {
  return repr([...tasks].map((task) => task.get_name()).sort());
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const tasks = [0, 1].map((n) => asyncio.create_task(work(n), { name: `w${n}` }));
  console.log("all:", names(asyncio.all_tasks()));
  loop.call_soon(callback);
  await tasks[0];
  console.log("all:", names(asyncio.all_tasks()));
  await tasks[1];
  console.log("all:", names(asyncio.all_tasks(loop)));
  console.log("current of the loop:", repr(asyncio.current_task(loop) === asyncio.current_task()));
  const other = asyncio.new_event_loop();
  console.log("of another loop:", repr(asyncio.current_task(other)), repr(asyncio.all_tasks(other)));
  const waiting = other.create_task(work(9), { name: "waits" });
  console.log("of another loop:", names(asyncio.all_tasks(other)));
  return [other, waiting] as const;
});

for (const what of [asyncio.current_task, asyncio.all_tasks]) {
  try {
    what();
  } catch (e) {
    console.log(repr(e));
  }
}

const [other, waiting] = await asyncio.run(main());
await other.run_until_complete(waiting);
console.log("none left:", repr(asyncio.all_tasks(other)));
other.close();
