// Handles and timers: what will be called, with what, and that it was cancelled.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

function callback(...args: unknown[]) {
  console.log("called", repr(args));
}

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const handle = loop.call_soon(callback);
  console.log(handle, repr(handle.cancelled()));
  console.log(loop.call_soon(callback, 1, "two", null, [3.5]));
  console.log(loop.call_soon(callback, "x".repeat(50), [...Array(20).keys()]));
  handle.cancel();
  console.log(handle, repr(handle.cancelled()));
  handle.cancel();
  console.log(handle);

  const timer = loop.call_later(0.001, callback, true);
  console.log(timer, timer.constructor.name, repr(timer instanceof handle.constructor));
  const late = loop.call_at(loop.time() + 100, callback);
  console.log(late);
  late.cancel();
  console.log(late, repr(late.cancelled()));
  await asyncio.sleep(0.01);
  console.log(timer, repr(timer.cancelled()));
  timer.cancel();
  console.log(timer, repr(timer.cancelled()));
  console.log(loop.call_soon_threadsafe(callback, { a: 1 }));
  await asyncio.sleep(0);
  loop.call_at(loop.time() - 1, callback, "past");
  await asyncio.sleep(0);
});

await asyncio.run(main());
