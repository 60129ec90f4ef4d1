// 8. The states of a future
// npm start -- 8
import * as asyncio from "asyncio-node";

// A future is
// - pending when it has just been created, and the event loop has not got to it yet,
// - running once the event loop has begun it,
// - done when it has run to its end,
// - cancelled when the event loop has been stopped, and the task cancelled.

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("Waiting:", x);
  await asyncio.sleep(x);
  return `Done after ${x}s`;
});

const loop = asyncio.get_event_loop();
const task1 = loop.create_task(do_some_work(1));
const task2 = loop.create_task(do_some_work(4));

// Pending: just created, the event loop has not got to it yet.
console.log("Task state:", task1.state, task2.state);
console.log(task1);

// Running: the event loop has begun it.
await loop.run_until_complete(asyncio.sleep(0));
console.log("Task state:", task1.state, task2.state);

// Done: it has run to its end.
await loop.run_until_complete(task1);
console.log("Task state:", task1.state, task2.state);
console.log(task1);

// Cancelled: the event loop has been stopped, and the task cancelled.
loop.call_later(1, () => loop.stop());
await loop.run_forever();
task2.cancel();
try {
  await loop.run_until_complete(task2);
} catch (error) {
  if (!(error instanceof asyncio.CancelledError)) throw error;
  console.log("Task state:", task1.state, task2.state);
}
console.log(task2);
loop.close();
