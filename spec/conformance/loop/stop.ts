import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const loop = asyncio.new_event_loop();

function again(n: number) {
  console.log("again", n);
  if (n > 0) loop.call_soon(again, n - 1);
}

console.log("--- stopped before it runs: one iteration");
loop.call_soon(again, 3);
loop.stop();
await loop.run_forever();
console.log("what was scheduled meanwhile waits for the next run");
loop.stop();
await loop.run_forever();

console.log("--- stopped from a callback: the iteration is finished");
loop.call_soon(console.log, "before");
loop.call_soon(() => loop.stop());
loop.call_soon(console.log, "after, in the same iteration");
loop.call_soon(() => loop.call_soon(console.log, "next iteration"));
await loop.run_forever();
console.log("stopped, running:", repr(loop.is_running()));

console.log("--- stopping twice is stopping once");
loop.call_soon(() => loop.stop());
loop.call_soon(() => loop.stop());
await loop.run_forever();
loop.call_soon(console.log, "runs in a run of its own");
loop.call_soon(() => loop.stop());
await loop.run_forever();

console.log("--- stopped by a timer, which is due with others");
const when = loop.time() + 0.01;
loop.call_at(when, console.log, "timer 1");
loop.call_at(when, () => loop.stop());
loop.call_at(when, console.log, "timer 3");
loop.call_later(5, console.log, "never");
await loop.run_forever();
loop.close();
