import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const work = asyncio.coroutine(async function work(x: number) {
  await asyncio.sleep(0);
  if (x < 0) throw new asyncio.ValueError("negative");
  return x;
});

const slow = asyncio.coroutine(async function slow(log: string[], gate: asyncio.Future<string>) {
  try {
    log.push(await gate);
  } finally {
    log.push("slow ended");
  }
});

const loop = asyncio.new_event_loop();
console.log("a coroutine:", await loop.run_until_complete(work(1)));
console.log("a task:", await loop.run_until_complete(loop.create_task(work(2))));
const future = loop.create_future<number>();
loop.call_soon(() => future.set_result(3));
console.log("a future:", await loop.run_until_complete(future));
console.log("a done one:", await loop.run_until_complete(future));

try {
  await loop.run_until_complete(work(-1));
} catch (e) {
  console.log("an error comes out:", repr(e));
}

const log: string[] = [];
const gate = loop.create_future<string>();
const other = loop.create_task(slow(log, gate));
console.log("the first ends:", await loop.run_until_complete(work(4)));
console.log("the other one stays where it was:", repr(log), repr(other.done()));
gate.set_result("slow woke up");
console.log("nor does it without the loop:", repr(log));
await loop.run_until_complete(asyncio.sleep(0));
console.log("and goes on with the loop:", repr(log));
await loop.run_until_complete(other);
console.log("to its end:", repr(log));

for (const wrong of [1, null, "text"]) {
  try {
    // @ts-expect-error: not awaitable, which is what this is about
    await loop.run_until_complete(wrong);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
}
console.log("still usable:", await loop.run_until_complete(work(5)), repr(loop.is_running()));
loop.close();
