// One that is notified and cancelled hands the notification on.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const waiter = asyncio.coroutine(async function waiter(
  name: string,
  condition: asyncio.Condition,
  log: unknown[],
) {
  await asyncio.async_with(condition, async () => {
    try {
      await condition.wait();
      log.push(`${name} got it`);
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      log.push(`${name} cancelled`);
      throw e;
    }
  });
});

const main = asyncio.coroutine(async function main() {
  for (const kind of ["notify, cancel", "cancel, notify", "notify, cancel two", "notify two, cancel one"]) {
    const condition = new asyncio.Condition();
    const log: unknown[] = [];
    const tasks = ["a", "b", "c"].map((name) => asyncio.create_task(waiter(name, condition, log)));
    await asyncio.sleep(0);
    await asyncio.async_with(condition, async () => {
      if (kind === "cancel, notify") {
        tasks[0]?.cancel();
      }
      condition.notify(kind === "notify two, cancel one" ? 2 : 1);
      if (kind !== "cancel, notify") {
        tasks[0]?.cancel();
      }
      if (kind === "notify, cancel two") {
        tasks[1]?.cancel();
      }
    });
    for (let i = 0; i < 6; i += 1) {
      await asyncio.sleep(0);
    }
    console.log(kind, repr(log));
    for (const task of tasks) {
      task.cancel();
    }
    await asyncio.wait(tasks);
    console.log(repr(log), repr(condition.locked()));
  }
});

await asyncio.run(main());
