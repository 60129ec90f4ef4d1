import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work() {
  await asyncio.sleep(0);
  return "worked";
});

function attempt(f: () => unknown) {
  try {
    return repr(f());
  } catch (e) {
    if (!(e instanceof Error)) throw e;
    return `${e.constructor.name}: ${e.message}`;
  }
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const future = loop.create_future<string>();
  const task = asyncio.create_task(work());
  const coroutine = work();
  for (const thing of [future, task, coroutine, 1, null, asyncio.Future, "text"]) {
    console.log("isfuture:", repr(asyncio.isfuture(thing)));
  }

  console.log("ensure_future of a future is it:", repr(asyncio.ensure_future(future) === future));
  console.log("ensure_future of a task is it:", repr(asyncio.ensure_future(task) === task));
  const made = asyncio.ensure_future(coroutine);
  console.log("of a coroutine a task:", repr(made instanceof asyncio.Task), made.get_name());
  console.log("wrap_future of a future is it:", repr(asyncio.wrap_future(future) === future));
  // @ts-expect-error: a number
  console.log(attempt(() => asyncio.ensure_future(1)));
  // @ts-expect-error: nothing
  console.log(attempt(() => asyncio.ensure_future(null)));

  const other = asyncio.new_event_loop();
  console.log(attempt(() => asyncio.ensure_future(future, { loop: other })));
  console.log("its loop is ours:", repr(future.get_loop() === loop), repr(task.get_loop() === loop));
  other.close();
  console.log(await task, await made);
  console.log("issubclass:", repr(asyncio.Task.prototype instanceof asyncio.Future));
});

await asyncio.run(main());
