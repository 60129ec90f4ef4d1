// A lock, a semaphore and a condition held for a block: released at its end, by an error and by a cancellation too.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

type AnyLock = asyncio.Lock | asyncio.Semaphore | asyncio.Condition;

const critical = asyncio.coroutine(async function critical(name: string, lock: AnyLock) {
  await using _ = await asyncio.enter(lock);
  console.log(name, "holds", asyncio.repr(lock.locked()));
  await asyncio.sleep(0);
  console.log(name, "lets go");
});

const failing = asyncio.coroutine(async function failing(lock: AnyLock) {
  await using _ = await asyncio.enter(lock);
  throw new asyncio.ValueError("inside");
});

const stuck = asyncio.coroutine(async function stuck(lock: AnyLock) {
  await using _ = await asyncio.enter(lock);
  await asyncio.sleep(10);
});

const main = asyncio.coroutine(async function main() {
  for (const lock of [new asyncio.Lock(), new asyncio.Semaphore(1), new asyncio.Condition()]) {
    console.log(lock.constructor.name);
    await asyncio.gather(critical("a", lock), critical("b", lock), critical("c", lock));
    try {
      await failing(lock);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(asyncio.repr(e), asyncio.repr(lock.locked()));
    }
    const task = asyncio.create_task(stuck(lock));
    const waiter = asyncio.create_task(critical("waiter", lock));
    await asyncio.sleep(0);
    console.log(asyncio.repr(lock.locked()));
    task.cancel();
    await waiter;
    console.log(asyncio.repr(task.cancelled()), asyncio.repr(lock.locked()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
