// 4. await
// npm start -- 4
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("waiting:", x);
  // After await stands what takes its time; the event loop runs others meanwhile.
  await asyncio.sleep(x);
  return `Done after ${x}s`;
});

const start = now();

const coroutine = do_some_work(2);
const loop = asyncio.get_event_loop();
const task = asyncio.ensure_future(coroutine);
await loop.run_until_complete(task);

console.log("Task ret:", task.result());
console.log("Time:", now() - start);
