// A lock knows no owner: one task takes it, another gives it back, and taking it twice is a deadlock.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const take = asyncio.coroutine(async function take(lock: asyncio.Lock) {
  await lock.acquire();
  console.log("taken by", asyncio.current_task()?.get_name());
});

const give = asyncio.coroutine(async function give(lock: asyncio.Lock) {
  lock.release();
  console.log("given back by", asyncio.current_task()?.get_name());
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  await asyncio.create_task(take(lock), { name: "alice" });
  const twice = asyncio.create_task(take(lock), { name: "bob" });
  await asyncio.sleep(0);
  console.log(repr(twice.done()), repr(lock.locked()));
  await asyncio.create_task(give(lock), { name: "carol" });
  await twice;
  const reentrant = asyncio.create_task(take(lock), { name: "dave" });
  const [done, pending] = await asyncio.wait([reentrant], { timeout: 0.001 });
  console.log([...done].length, [...pending].length);
  reentrant.cancel();
  await asyncio.wait([reentrant]);
  lock.release();
  console.log(repr(lock.locked()));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
