// The holder is cancelled at each of its awaits; who waits gets the lock, unless cancelled as well.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const holder = asyncio.coroutine(async function holder(lock: asyncio.Lock, log: unknown[]) {
  try {
    await asyncio.async_with(lock, async () => {
      log.push("in");
      await asyncio.sleep(0);
      log.push("on");
      await asyncio.sleep(0);
    });
    log.push("out");
    await asyncio.sleep(0);
  } finally {
    log.push("end");
  }
});

const waiter = asyncio.coroutine(async function waiter(lock: asyncio.Lock, log: unknown[]) {
  await asyncio.async_with(lock, async () => {
    log.push("waiter");
  });
});

const main = asyncio.coroutine(async function main() {
  for (let k = 0; k < 6; k += 1) {
    const lock = new asyncio.Lock();
    const log: unknown[] = [];
    const first = asyncio.create_task(holder(lock, log));
    const second = asyncio.create_task(waiter(lock, log));
    for (let i = 0; i < k; i += 1) {
      await asyncio.sleep(0);
    }
    first.cancel();
    await asyncio.wait([first, second]);
    console.log(k, repr(log), repr(first.cancelled()), repr(second.cancelled()), repr(lock.locked()));
  }
});

await asyncio.run(main());
