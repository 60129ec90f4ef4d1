// What cannot be compared is a TypeError, told to whoever puts it, and the item is in all the same.
import * as asyncio from "asyncio-node";

const main = asyncio.coroutine(async function main() {
  let queue: asyncio.Queue;
  for (const [first, second] of [
    [1, "a"],
    ["a", 1],
    [null, 1],
    [1, null],
    [{ a: 1 }, { b: 2 }],
    [[1], 1],
    [
      [1, "x"],
      [1, 2],
    ],
  ]) {
    queue = new asyncio.PriorityQueue();
    queue.put_nowait(first);
    try {
      queue.put_nowait(second);
      console.log("no error", queue);
    } catch (e) {
      if (!(e instanceof TypeError)) throw e;
      console.log(e.name, e.message, queue.qsize());
    }
  }
  queue = new asyncio.PriorityQueue();
  queue.put_nowait([1, "a"]);
  queue.put_nowait([2, { job: 1 }]);
  try {
    await queue.put([2, { job: 2 }]);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log(e.message);
  }
  console.log(queue);
});

await asyncio.run(main());
