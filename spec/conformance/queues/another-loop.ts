// Two loops and one queue: it belongs to the loop in which somebody first had to wait.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const wait_here = asyncio.coroutine(async function wait_here(queue: asyncio.Queue) {
  const task = asyncio.create_task(queue.get());
  await asyncio.sleep(0);
  queue.put_nowait("item");
  return await task;
});

const no_wait = asyncio.coroutine(async function no_wait(queue: asyncio.Queue) {
  await queue.put(1);
  return await queue.get();
});

const wait_elsewhere = asyncio.coroutine(async function wait_elsewhere(queue: asyncio.Queue) {
  try {
    await queue.get();
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    return e.message.slice(-33);
  }
});

const queue = new asyncio.Queue();
console.log(str(await asyncio.run(no_wait(queue))));
console.log(str(await asyncio.run(wait_here(queue))));
console.log(str(await asyncio.run(no_wait(queue))));
console.log(str(await asyncio.run(wait_elsewhere(queue))), queue);
