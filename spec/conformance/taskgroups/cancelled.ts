// Cancelling the parent cancels the group; a child that is cancelled by itself is no error.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const worker = asyncio.coroutine(async function worker(name: string) {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    console.log(name, "cancelled", asyncio.repr(e));
    throw e;
  }
});

const parent = asyncio.coroutine(async function parent(wait_in_body: boolean) {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(worker("child"));
      if (wait_in_body) await asyncio.sleep(10);
    });
  } catch (e) {
    console.log("parent cancelled", asyncio.repr(e), asyncio.current_task()?.cancelling());
    throw e;
  }
});

const fails_on_cancel = asyncio.coroutine(async function fails_on_cancel() {
  try {
    await asyncio.sleep(10);
  } catch (e) {
    if (!(e instanceof asyncio.CancelledError)) throw e;
    throw new asyncio.ValueError("instead of being cancelled");
  }
});

const parent_of_bad = asyncio.coroutine(async function parent_of_bad() {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      group.create_task(fails_on_cancel());
    });
  } catch (e) {
    if (!(e instanceof asyncio.ExceptionGroup)) throw e;
    console.log(asyncio.repr(e), asyncio.current_task()?.cancelling());
    await asyncio.sleep(0);
  }
  return "survived";
});

const main = asyncio.coroutine(async function main() {
  for (const wait_in_body of [true, false]) {
    const task = asyncio.create_task(parent(wait_in_body));
    await asyncio.sleep(0.001);
    task.cancel("outside");
    const results = await asyncio.gather(task, { return_exceptions: true });
    console.log(asyncio.repr(results), asyncio.repr(task.cancelled()));
  }

  const [lonely, other] = await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    const lonely = group.create_task(worker("lonely"));
    const other = group.create_task(asyncio.sleep(0.001, "other"));
    await asyncio.sleep(0);
    lonely.cancel();
    return [lonely, other] as const;
  });
  console.log(asyncio.repr(lonely.cancelled()), other.result());

  const task = asyncio.create_task(parent_of_bad());
  await asyncio.sleep(0.001);
  task.cancel();
  console.log(asyncio.repr(await asyncio.gather(task, { return_exceptions: true })), task.cancelling());
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
