// A time limit on taking a lock: who gave up is out of the line, and leaves nothing behind.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;

const holder = asyncio.coroutine(async function holder(lock: asyncio.Lock, seconds: number) {
  await asyncio.async_with(lock, async () => {
    await asyncio.sleep(seconds);
  });
  console.log("holder is out");
});

const patient = asyncio.coroutine(async function patient(name: string, lock: asyncio.Lock, limit: number) {
  try {
    await asyncio.wait_for(lock.acquire(), limit);
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log(name, "gave up:", repr(e));
    return false;
  }
  console.log(name, "has it");
  lock.release();
  return true;
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  asyncio.create_task(holder(lock, 0.02));
  await asyncio.sleep(0);
  console.log(
    repr(
      await asyncio.gather(patient("hasty", lock, 0.005), patient("calm", lock, 1), patient("none", lock, 0)),
    ),
  );
  try {
    await asyncio.async_with(asyncio.timeout(0.003), async () => {
      await asyncio.async_with(lock, async () => {
        await asyncio.sleep(1);
      });
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("timed out inside", repr(lock.locked()));
  }
  await lock.acquire();
  try {
    await asyncio.async_with(asyncio.timeout(0.003), async () => {
      await asyncio.async_with(lock, async () => {
        console.log("never here");
      });
    });
  } catch (e) {
    if (!(e instanceof asyncio.TimeoutError)) throw e;
    console.log("timed out outside", repr(lock.locked()));
  }
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
