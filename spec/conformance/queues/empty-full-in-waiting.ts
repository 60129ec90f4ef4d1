// What qsize, empty and full say while others wait.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.Queue(1);
  const getter = asyncio.create_task(queue.get());
  await asyncio.sleep(0);
  console.log(queue.qsize(), repr(queue.empty()), repr(queue.full()), queue);
  queue.put_nowait("x");
  console.log(queue.qsize(), repr(queue.empty()), repr(queue.full()), queue);
  try {
    queue.put_nowait("y");
  } catch (e) {
    if (!(e instanceof asyncio.QueueFull)) throw e;
    console.log(repr(e));
  }
  const putter = asyncio.create_task(queue.put("z"));
  await asyncio.sleep(0);
  console.log(queue.qsize(), repr(queue.empty()), repr(queue.full()), queue);
  console.log(str(await getter));
  await putter;
  console.log(queue.qsize(), repr(queue.empty()), repr(queue.full()), queue);
  console.log(str(queue.get_nowait()), queue);
});

await asyncio.run(main());
