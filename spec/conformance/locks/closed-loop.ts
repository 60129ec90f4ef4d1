// A loop is closed under those who wait: what can still be said of the locks.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const waiter = asyncio.coroutine(async function waiter(lock: asyncio.Lock) {
  await lock.acquire();
});

const take = asyncio.coroutine(async function take(lock: asyncio.Lock) {
  return await lock.acquire();
});

const settle = asyncio.coroutine(async function settle() {
  for (let i = 0; i < 2; i += 1) {
    await asyncio.sleep(0);
  }
});

const loop = asyncio.new_event_loop();
const lock = new asyncio.Lock();
console.log(str(await loop.run_until_complete(take(lock))));
const task = loop.create_task(waiter(lock));
await loop.run_until_complete(settle());
console.log(lock, repr(task.done()));
task.cancel();
await loop.run_until_complete(settle());
console.log(lock, repr(task.cancelled()));
const queue = new asyncio.Queue(1);
console.log(str(await loop.run_until_complete(queue.put("kept"))));
loop.close();
console.log(lock, queue);
lock.release();
console.log(lock, str(queue.get_nowait()), queue);
console.log(str(await asyncio.run(take(lock))), lock);
