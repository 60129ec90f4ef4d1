// 1. A coroutine
// npm start -- 1
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("waiting:", x);
});

const start = now();
// This is a coroutine object: nothing of do_some_work has run yet.
const coroutine = do_some_work(2);
console.log(coroutine);
// Create an event loop.
const loop = asyncio.get_event_loop();
// Put the coroutine into the event loop.
await loop.run_until_complete(coroutine);

console.log("Time:", now() - start);
