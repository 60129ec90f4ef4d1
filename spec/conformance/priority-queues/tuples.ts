// Tuples compare item by item; a tie goes on to the next item, and the shorter one is the lower.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.PriorityQueue();
  for (const item of [[2, "b"], [1, "z"], [2, "a"], [1], [1, "z", 0], [1, "a"], [0.5, "half"]]) {
    queue.put_nowait(item);
  }
  while (!queue.empty()) {
    console.log(str([...(await queue.get())]));
  }
  for (const item of [[3, [2, 1]], [3, [2]], [3, []], [2, [9]], []]) {
    queue.put_nowait(item);
  }
  while (!queue.empty()) {
    console.log(str(await queue.get()));
  }
  for (const item of ["b", "a", "B", "", "aa", "é", "z"]) {
    queue.put_nowait(item);
  }
  while (!queue.empty()) {
    console.log(repr(await queue.get()));
  }
  for (const item of [3, true, 2.5, false, -1, 10 ** 10]) {
    queue.put_nowait(item);
  }
  while (!queue.empty()) {
    console.log(str(await queue.get()));
  }
});

await asyncio.run(main());
