import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function callback(...args: unknown[]) {
  console.log("called with", args.length === 0 ? "()" : `(${args.map(repr).join(", ")})`);
}

const loop = asyncio.new_event_loop();
const handle = loop.call_soon(callback);
console.log(handle);
console.log(loop.call_soon(callback, 1, "two", [3]));
console.log(repr(handle instanceof asyncio.Handle), repr(handle instanceof asyncio.TimerHandle));

const timer = loop.call_later(10, callback, "late");
console.log(repr(timer instanceof asyncio.Handle), repr(timer instanceof asyncio.TimerHandle));
console.log("when:", repr(loop.time() + 9 < timer.when() && timer.when() <= loop.time() + 10));
console.log(timer);
const at = loop.call_at(timer.when(), callback, "late");
console.log("when:", repr(at.when() === timer.when()), repr(at.cancelled()));

for (const each of [handle, timer]) {
  console.log(repr(each.cancelled()), repr(each.cancel()), repr(each.cancelled()), repr(each.cancel()));
  console.log(each);
}

loop.stop();
await loop.run_forever();
handle.cancel();
console.log("cancelling one that was cancelled does nothing:", handle);
loop.close();
