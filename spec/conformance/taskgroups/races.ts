// In a group: errors, cancellations of the parent and ends of children in one turn of the loop.
import * as asyncio from "asyncio-node";

const child = asyncio.coroutine(async function child(future: asyncio.Future): Promise<unknown> {
  try {
    return await future;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) await asyncio.sleep(0);
    throw e;
  }
});

const parent = asyncio.coroutine(async (futures: asyncio.Future[], log: string[], wait_in_body: boolean) => {
  try {
    await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
      for (const future of futures) {
        group.create_task(child(future));
      }
      if (wait_in_body) await asyncio.get_running_loop().create_future();
    });
    log.push("left");
  } catch (e) {
    log.push(asyncio.repr(e));
    log.push(`cancelling ${asyncio.current_task()?.cancelling()}`);
    throw e;
  }
  await asyncio.sleep(0);
  log.push("went on");
});

const attempt = asyncio.coroutine(async function attempt(actions: string, wait_in_body: boolean) {
  const [zero, one] = [0, 1].map(() => asyncio.get_running_loop().create_future());
  if (zero === undefined || one === undefined) return;
  const log: string[] = [];
  const task = asyncio.create_task(parent([zero, one], log, wait_in_body));
  await asyncio.sleep(0);
  await asyncio.sleep(0);
  for (const action of actions.split(" ")) {
    const future = action.endsWith("1") ? one : zero;
    if (/\d$/.test(action) && future.done()) log.push("too late");
    else if (action.startsWith("error")) future.set_exception(new asyncio.ValueError(action));
    else if (action.startsWith("done")) future.set_result(action);
    else if (action.startsWith("inner")) future.cancel();
    else if (action === "cancel") task.cancel("outside");
    else await asyncio.sleep(0);
  }
  let turns = 0;
  while (!task.done() && turns < 20) {
    turns += 1;
    await asyncio.sleep(0);
  }
  if (!task.done()) {
    log.push("stopped");
    task.cancel();
  }
  await asyncio.wait([task]);
  if (!task.cancelled()) task.exception();
  const state = task.cancelled() ? "cancelled" : "finished";
  console.log(actions, "->", asyncio.repr(log), turns, state, task.cancelling());
});

const main = asyncio.coroutine(async function main() {
  for (const wait_in_body of [false, true]) {
    console.log(wait_in_body ? "waits in its body" : "waits at the end");
    // biome-ignore format: as in Python
    for (const actions of ["done0 done1", "error0", "error0 error1", "error0 turn error1", "error0 cancel", "cancel error0",
                           "error0 turn cancel", "error0 turn turn cancel", "cancel turn error0", "cancel", "cancel cancel",
                           "inner0 done1", "inner0 error1", "done0 done1 cancel", "done0 done1 turn cancel", "inner0 inner1 cancel"]) {
      await attempt(actions, wait_in_body);
    }
  }
});

await asyncio.run(main());
