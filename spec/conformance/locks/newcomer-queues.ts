// One who comes after a release but before the woken one runs has to queue up behind it.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const taker = asyncio.coroutine(async function taker(name: string, lock: asyncio.Lock) {
  console.log(name, "wants it, locked:", repr(lock.locked()));
  await asyncio.async_with(lock, async () => {
    console.log(name, "has it");
  });
  console.log(name, "gave it back");
});

const main = asyncio.coroutine(async function main() {
  const lock = new asyncio.Lock();
  await lock.acquire();
  const first = asyncio.create_task(taker("first", lock));
  await asyncio.sleep(0);
  lock.release();
  console.log("released, locked:", repr(lock.locked()));
  await taker("main", lock);
  await first;
  await lock.acquire();
  const second = asyncio.create_task(taker("second", lock));
  const third = asyncio.create_task(taker("third", lock));
  await asyncio.sleep(0);
  lock.release();
  second.cancel();
  await taker("main again", lock);
  await asyncio.wait([second, third]);
  console.log(repr(second.cancelled()), repr(third.cancelled()), repr(lock.locked()));
});

await asyncio.run(main());
