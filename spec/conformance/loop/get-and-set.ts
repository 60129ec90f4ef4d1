import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  const running = asyncio.get_running_loop();
  console.log("get_event_loop is the running one:", repr(asyncio.get_event_loop() === running));
  console.log("running:", repr(running.is_running()), "closed:", repr(running.is_closed()));
  return running;
});

try {
  asyncio.get_running_loop();
} catch (e) {
  console.log(repr(e));
}

const first = asyncio.get_event_loop();
console.log("made once:", repr(asyncio.get_event_loop() === first));
console.log("running:", repr(first.is_running()), "closed:", repr(first.is_closed()));
console.log("ran in it:", repr((await first.run_until_complete(main())) === first));

const second = asyncio.new_event_loop();
console.log("a new one is not current:", repr(asyncio.get_event_loop() === first));
asyncio.set_event_loop(second);
console.log("now it is:", repr(asyncio.get_event_loop() === second));
console.log("inside the first, the first is:", repr((await first.run_until_complete(main())) === first));
console.log("outside, still the second:", repr(asyncio.get_event_loop() === second));
try {
  asyncio.get_running_loop();
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log("but it does not run:", e.message);
}

asyncio.set_event_loop(null);
try {
  asyncio.get_event_loop();
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log(e.constructor.name);
}
for (const wrong of [1, "loop"]) {
  try {
    // @ts-expect-error: not a loop, which is what this is about
    asyncio.set_event_loop(wrong);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log(e.constructor.name);
  }
}
first.close();
second.close();
console.log(repr(first.is_closed()), repr(second.is_closed()));
