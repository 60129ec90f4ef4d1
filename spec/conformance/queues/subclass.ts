// A queue of one's own: items that are there already are not put again.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));
const range = (n: number): number[] => [...Array(n).keys()];

class Unique extends asyncio.Queue {
  declare protected _queue: unknown[];

  protected override _init(_maxsize: number) {
    this._queue = [];
  }
  protected override _put(item: unknown) {
    if (!this._queue.includes(item)) {
      this._queue.push(item);
    }
  }
  protected override _get() {
    return this._queue.shift();
  }
}

const main = asyncio.coroutine(async function main() {
  const queue = new Unique();
  for (const item of ["a", "b", "a", "c", "b"]) {
    await queue.put(item);
  }
  console.log(str(repr(queue).slice(0, 11)), queue.qsize());
  const getters = range(4).map(() => asyncio.create_task(queue.get()));
  await asyncio.sleep(0);
  console.log(String(queue));
  queue.put_nowait("a");
  console.log(repr(await asyncio.gather(...getters)));
  console.log(String(queue));
});

await asyncio.run(main());
