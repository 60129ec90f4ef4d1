// 3. A callback
// npm start -- 3
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("waiting:", x);
  return `Done after ${x}s`;
});

function callback(future: asyncio.Future<string>): void {
  console.log("callback:", future.result());
}

const start = now();
const coroutine = do_some_work(2);
const loop = asyncio.get_event_loop();
const task = asyncio.ensure_future(coroutine);
console.log(task);

// Add a callback: it is called with the future.
task.add_done_callback(callback);
console.log(task);
await loop.run_until_complete(task);

console.log("Time:", now() - start);
