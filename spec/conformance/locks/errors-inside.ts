// The lock is given back whatever way the block is left.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const fail = asyncio.coroutine(async function fail(lock: asyncio.Lock, exc: unknown) {
  return await asyncio.async_with(lock, async () => {
    if (exc !== null) {
      throw exc;
    }
    return "left by return";
  });
});

const loops = asyncio.coroutine(async function loops(lock: asyncio.Lock) {
  for (let i = 0; i < 3; i += 1) {
    await asyncio.async_with(lock, async () => {
      if (i === 1) {
        const place = "one of three";
        console.log("in the middle", str(place));
      }
    });
  }
  return "looped";
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  let task: asyncio.Task<unknown>;
  for (const exc of [new asyncio.ValueError("inside"), new asyncio.CancelledError("by hand"), null]) {
    task = asyncio.create_task(fail(lock, exc));
    await asyncio.wait([task]);
    console.log(task.cancelled() ? repr(true) : repr(task.exception() || task.result()), repr(lock.locked()));
  }
  console.log(str(await loops(lock)), repr(lock.locked()));
  task = asyncio.create_task(fail(lock, new asyncio.ValueError("never")));
  task.cancel();
  await asyncio.wait([task]);
  console.log(repr(task.cancelled()), repr(lock.locked()));
  const releases_too_early = asyncio.coroutine(async function releases_too_early() {
    await asyncio.async_with(lock, async () => {
      lock.release();
    });
  });
  try {
    await releases_too_early();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log(repr(e));
  }
});

await asyncio.run(main());
