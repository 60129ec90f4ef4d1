// How cancelling() and uncancel() count through groups and timeouts, and what structured blocks leave behind.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { async_with, repr } = asyncio;

function count() {
  return asyncio.current_task()?.cancelling();
}

const fails = asyncio.coroutine(async function fails() {
  throw new asyncio.ValueError("child");
});

const forever = asyncio.coroutine(async function forever() {
  await asyncio.get_running_loop().create_future();
});

const group_then_sleep = asyncio.coroutine(async function group_then_sleep() {
  try {
    await async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(fails());
      await forever();
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log("caught", repr(e), count());
  }
  await asyncio.sleep(0);
  console.log("slept", count());
});

const timeout_in_group = asyncio.coroutine(async function timeout_in_group() {
  const [task] = await async_with(new asyncio.TaskGroup(), async (group) => {
    const task = group.create_task(forever());
    try {
      await async_with(asyncio.timeout(0.001), async () => {
        await forever();
      });
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      console.log("timed out in the group", count());
    }
    task.cancel();
    return [task] as const;
  });
  console.log("group over", repr(task.cancelled()), count());
});

const group_in_timeout = asyncio.coroutine(async function group_in_timeout() {
  const tasks: asyncio.Task[] = [];
  try {
    await async_with(asyncio.timeout(0.001), async () => {
      await async_with(new asyncio.TaskGroup(), async (group) => {
        tasks.push(group.create_task(forever()));
      });
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("timed out around the group", repr(e.cause), repr(tasks[0]?.cancelled()), count());
  }
});

const swallow_twice = asyncio.coroutine(async function swallow_twice() {
  for (let i = 0; i < 2; i++) {
    try {
      await forever();
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      console.log("swallowed", repr(e), count());
    }
  }
  const uncancel = () => asyncio.current_task()?.uncancel();
  console.log("uncancel", uncancel(), uncancel(), uncancel());
  await asyncio.sleep(0);
  return "alive";
});

const cancel_self = asyncio.coroutine(async function cancel_self() {
  const task = asyncio.current_task() as asyncio.Task;
  task.cancel("self");
  console.log("asked for", count(), task.uncancel());
  await asyncio.sleep(0);
  task.cancel("self again");
  try {
    await asyncio.sleep(0);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    console.log("told", repr(e), count());
    task.uncancel();
  }
  await asyncio.sleep(0);
  return count();
});

const main = asyncio.coroutine(async function main() {
  await asyncio.create_task(group_then_sleep());
  await asyncio.create_task(timeout_in_group());
  await asyncio.create_task(group_in_timeout());
  const task = asyncio.create_task(swallow_twice());
  for (let i = 0; i < 2; i++) {
    await asyncio.sleep(0);
    task.cancel("again");
  }
  console.log(await task, task.cancelling());
  console.log(await asyncio.create_task(cancel_self()));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
