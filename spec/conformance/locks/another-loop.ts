// A lock belongs to the loop in which somebody first had to wait for it.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const contend = asyncio.coroutine(async function contend(lock: asyncio.Lock) {
  await lock.acquire();
  const task = asyncio.create_task(lock.acquire());
  await asyncio.sleep(0);
  lock.release();
  console.log(str(await task));
  lock.release();
});

const uncontended = asyncio.coroutine(async function uncontended(lock: asyncio.Lock) {
  return await asyncio.async_with(lock, async () => {
    return "no wait, no matter";
  });
});

const other = asyncio.coroutine(async function other(lock: asyncio.Lock) {
  await lock.acquire();
  try {
    await lock.acquire();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(str(e.message.split(" object")[0]), "…", str(e.message.slice(-33)));
  }
  console.log(repr(lock.locked()));
  lock.release();
});

const event_elsewhere = asyncio.coroutine(async function event_elsewhere(event: asyncio.Event) {
  try {
    await event.wait();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(str(e.message.split(" object")[0]), "…", str(e.message.slice(-33)));
  }
});

const event_here = asyncio.coroutine(async function event_here(event: asyncio.Event) {
  const task = asyncio.create_task(event.wait());
  await asyncio.sleep(0);
  event.set();
  console.log(str(await task));
  event.clear();
});

const lock = new asyncio.Lock();
console.log(str(await asyncio.run(uncontended(lock))));
await asyncio.run(contend(lock));
console.log(str(await asyncio.run(uncontended(lock))));
await asyncio.run(other(lock));
const event = new asyncio.Event();
await asyncio.run(event_here(event));
await asyncio.run(event_elsewhere(event));
