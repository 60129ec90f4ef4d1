// What locks refuse, with which words.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  try {
    lock.release();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, e.message);
  }
  await lock.acquire();
  lock.release();
  try {
    lock.release();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, e.message);
  }
  const condition = new asyncio.Condition();
  for (const f of [
    condition.release.bind(condition),
    condition.notify.bind(condition),
    condition.notify_all.bind(condition),
    () => condition.notify(0),
  ]) {
    try {
      f();
    } catch (e) {
      if (!(e instanceof asyncio.RuntimeError)) throw e;
      console.log(e.name, e.message);
    }
  }
  try {
    await condition.wait();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, e.message);
  }
  try {
    await condition.wait_for(() => false);
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(e.name, e.message);
  }
  console.log(str(await condition.wait_for(() => "at once, without the lock")));
  for (const value of [-1, -100]) {
    try {
      new asyncio.Semaphore(value);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(e.name, e.message);
    }
    try {
      new asyncio.BoundedSemaphore(value);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(e.name, e.message);
    }
    try {
      new asyncio.Barrier(value + 1);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(e.name, e.message);
    }
  }
  const bounded = new asyncio.BoundedSemaphore(2);
  await bounded.acquire();
  bounded.release();
  try {
    bounded.release();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(e.name, e.message, str(bounded));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
