// 5. Concurrency with wait
// npm start -- 5
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("Waiting:", x);
  await asyncio.sleep(x);
  return `Done after ${x}s`;
});

const start = now();

const coroutine1 = do_some_work(1);
const coroutine2 = do_some_work(2);
const coroutine3 = do_some_work(4);

const tasks = [
  asyncio.ensure_future(coroutine1),
  asyncio.ensure_future(coroutine2),
  asyncio.ensure_future(coroutine3),
];

const loop = asyncio.get_event_loop();

// asyncio.wait() takes a list of tasks;
// asyncio.gather(...tasks) could stand here too, and takes each as an argument.

await loop.run_until_complete(asyncio.wait(tasks));

for (const task of tasks) {
  console.log("Task ret:", task.result());
}

console.log("Time:", now() - start);
