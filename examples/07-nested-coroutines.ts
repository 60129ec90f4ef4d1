// 7. Nested coroutines
// npm start -- 7
import * as asyncio from "asyncio-node";

const now = (): number => performance.now() / 1000;

const do_some_work = asyncio.coroutine(async function do_some_work(x: number) {
  console.log("waiting:", x);
  await asyncio.sleep(x);
  return `Done after ${x}s`;
});

const main = asyncio.coroutine(async function main() {
  const coroutine1 = do_some_work(1);
  const coroutine2 = do_some_work(2);
  const coroutine3 = do_some_work(4);
  const tasks = [
    asyncio.ensure_future(coroutine1),
    asyncio.ensure_future(coroutine2),
    asyncio.ensure_future(coroutine3),
  ];
  // asyncio.wait() gives two values:
  // the set of those that are done, and the set of those that are not.
  const [dones, pendings] = await asyncio.wait(tasks);
  console.assert(pendings.size === 0);
  for (const task of dones) {
    console.log("Task ret:", task.result());
  }

  // const results = await asyncio.gather(...tasks);
  // for (const result of results) {
  //   console.log("Task ret:", result);
  // }
});

const start = now();

const loop = asyncio.get_event_loop();
await loop.run_until_complete(main());
console.log("Time:", now() - start);
