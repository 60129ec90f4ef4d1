import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

function add(log: string[], ...words: string[]) {
  log.push(words.join(" "));
}

const loop = asyncio.new_event_loop();
const log: string[] = [];
loop.call_soon(add, log);
loop.call_soon(add, log, "one");
loop.call_soon(add, log, "two", "words");
const handle = loop.call_soon(add, log, "never");
handle.cancel();

function nested(depth: number) {
  log.push(`nested ${depth}`);
  if (depth < 3) {
    loop.call_soon(nested, depth + 1);
    loop.call_soon(add, log, `sibling ${depth}`);
  }
}

loop.call_soon(nested, 1);
loop.call_soon(add, log, "after nested");
loop.call_soon_threadsafe(add, log, "threadsafe");
console.log("nothing yet:", repr(log));
for (let i = 0; i < 3; i++) {
  loop.stop();
  await loop.run_forever();
  console.log(`iteration ${i}:`, repr(log));
  log.length = 0;
}

console.log(repr(handle.cancelled()), repr(loop.call_soon(add, log).cancelled()));
loop.set_debug(true);
for (const wrong of ["text", null, 7]) {
  try {
    // @ts-expect-error: not a function, which is what this is about
    loop.call_soon(wrong);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
}
loop.close();
