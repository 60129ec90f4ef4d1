import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const wait_for = asyncio.coroutine(async function wait_for(future: asyncio.Future<string>, name: string) {
  try {
    console.log(name, "got", await future);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log(name, "cancelled", repr(e), "future:", future);
    throw e;
  }
});

const outcome = asyncio.coroutine(async function outcome(task: asyncio.Task<unknown>) {
  try {
    await task;
    return "finished";
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    return repr(e);
  }
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();

  console.log("--- set first, then cancelled before it wakes");
  let future = loop.create_future<string>();
  let task = asyncio.create_task(wait_for(future, "a"));
  await asyncio.sleep(0);
  future.set_result("value");
  console.log(repr(task.cancel("late")));
  console.log(await outcome(task));

  console.log("--- cancelled first: the future cannot be set any more");
  future = loop.create_future<string>();
  task = asyncio.create_task(wait_for(future, "b"));
  await asyncio.sleep(0);
  console.log(repr(task.cancel("early")));
  try {
    future.set_result("value");
  } catch (e) {
    console.log(repr(e));
  }
  console.log(await outcome(task));

  console.log("--- cancelled when its last step is done");
  const slept = asyncio.create_task(asyncio.sleep(0, "slept"));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  console.log(repr(slept.done()), repr(slept.cancel()), await outcome(slept));

  console.log("--- an error that was on its way is lost");
  future = loop.create_future<string>();
  task = asyncio.create_task(wait_for(future, "c"));
  await asyncio.sleep(0);
  future.set_exception(new asyncio.ValueError("lost"));
  console.log(repr(task.cancel("over the error")));
  console.log(await outcome(task));
});

await asyncio.run(main());
