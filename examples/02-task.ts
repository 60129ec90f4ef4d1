// 2. A task
// npm start -- 2
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("waiting:", x);
});

const start = now();

const coroutine = do_some_work(2);
const loop = asyncio.get_event_loop();
// Create a task.
const task = loop.create_task(coroutine);
// Before it has run in the event loop the task is pending; when it is complete, finished.
// asyncio.ensure_future(coroutine) creates a task too.
console.log(task);
await loop.run_until_complete(task);
console.log(task);
console.log("Time:", now() - start);
