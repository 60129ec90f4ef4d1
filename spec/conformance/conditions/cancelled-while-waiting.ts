// Cancelled in wait(), it takes the lock first and is told then.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(name: string, condition: asyncio.Condition) {
  await asyncio.async_with(condition, async () => {
    try {
      await condition.wait();
    } catch (e) {
      if (!(e instanceof asyncio.CancelledError)) throw e;
      console.log(name, "cancelled", repr(e), "locked:", repr(condition.locked()));
      throw e;
    }
    console.log(name, "notified");
  });
});

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  const task = asyncio.create_task(waiter("one", condition));
  await asyncio.sleep(0);
  await condition.acquire();
  task.cancel("stop");
  for (let i = 0; i < 3; i += 1) {
    await asyncio.sleep(0);
  }
  console.log("still there:", repr(!task.done()), condition);
  task.cancel("stop again");
  await asyncio.sleep(0);
  console.log("still there:", repr(!task.done()), condition);
  condition.release();
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()), str(task.cancelling()), condition);
});

await asyncio.run(main());
