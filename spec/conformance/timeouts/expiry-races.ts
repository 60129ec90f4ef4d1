// The deadline and something else in one turn of the loop: a cancellation, a result, the end of the body, a second deadline.
import * as asyncio from "asyncio-node";

const body = asyncio.coroutine(async (limit: asyncio.Timeout, future: asyncio.Future, log: string[]) => {
  try {
    await asyncio.async_with(limit, async () => {
      log.push(`got ${asyncio.repr(await future)}`);
      await asyncio.sleep(0);
      log.push("went on");
    });
  } catch (e) {
    log.push(asyncio.repr(e));
    if (e instanceof asyncio.CancelledError) throw e;
  }
  log.push(`cancelling ${asyncio.current_task()?.cancelling()}`);
});

const attempt = asyncio.coroutine(async function attempt(actions: string) {
  const loop = asyncio.get_running_loop();
  const [log, limit, future] = [[] as string[], asyncio.timeout(null), loop.create_future()] as const;
  const task = asyncio.create_task(body(limit, future, log));
  await asyncio.sleep(0);
  for (const action of actions.split(" ")) {
    if (action === "expire") limit.reschedule(loop.time() - 1);
    else if (action === "keep") limit.reschedule(null);
    else if (action === "cancel") task.cancel("outside");
    else if (action === "uncancel") task.uncancel();
    else if (action === "result") future.done() ? log.push("too late") : future.set_result("value");
    else await asyncio.sleep(0);
  }
  await asyncio.wait([task]);
  const [text, expired] = [asyncio.repr(log), asyncio.repr(limit.expired())];
  const state = task.cancelled() ? "cancelled" : "finished";
  console.log(actions, "->", text, expired, state, task.cancelling(), limit);
});

const main = asyncio.coroutine(async function main() {
  // biome-ignore format: as in Python
  for (const actions of ["expire", "expire cancel", "cancel expire", "expire result", "result expire", "expire turn cancel",
                         "result turn expire", "expire keep result", "expire turn result", "cancel uncancel expire",
                         "expire turn cancel cancel", "result turn cancel expire", "expire expire"]) {
    await attempt(actions);
  }
});

await asyncio.run(main());
