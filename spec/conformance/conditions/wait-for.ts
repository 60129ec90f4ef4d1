// wait_for asks again at each notification, with the lock held, and hands back what the predicate said.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const condition = new asyncio.Condition();
  const items: string[] = [];
  function ready() {
    console.log("asked with", items.length, "locked:", repr(condition.locked()));
    return items.length > 1 ? items.at(-1) : false;
  }
  const waiter = asyncio.coroutine(async function waiter() {
    await asyncio.async_with(condition, async () => {
      console.log("got", str(await condition.wait_for(ready)), repr(condition.locked()));
    });
  });
  const task = asyncio.create_task(waiter());
  await asyncio.sleep(0);
  for (const word of ["one", "two", "three"]) {
    await asyncio.async_with(condition, async () => {
      items.push(word);
      condition.notify();
    });
    await asyncio.sleep(0);
    await asyncio.sleep(0);
  }
  await task;
  function broken() {
    throw new asyncio.ValueError("no idea");
  }
  const fails = asyncio.coroutine(async function fails() {
    await asyncio.async_with(condition, async () => {
      await condition.wait_for(broken);
    });
  });
  try {
    await fails();
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log(repr(e), repr(condition.locked()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
