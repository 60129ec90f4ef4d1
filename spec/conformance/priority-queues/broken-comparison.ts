// A comparison that raises, half-way through putting.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

class Touchy {
  n: number;
  constructor(n: number) {
    this.n = n;
  }
  __lt__(other: Touchy) {
    if (this.n === 3 || other.n === 3) {
      throw new asyncio.ValueError(`do not compare ${str(this.n)} with ${str(other.n)}`);
    }
    return this.n < other.n;
  }
}

const main = asyncio.coroutine(async function main() {
  const queue: asyncio.PriorityQueue<Touchy> = new asyncio.PriorityQueue();
  for (const n of [5, 3, 1]) {
    try {
      await queue.put(new Touchy(n));
      console.log("put", n, queue.qsize());
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log(repr(e), queue.qsize());
    }
  }
  const joiner = asyncio.create_task(queue.join());
  await asyncio.sleep(0);
  console.log(repr(joiner.done()));
  queue.task_done();
  await asyncio.sleep(0);
  console.log(repr(joiner.done()), queue.qsize());
  joiner.cancel();
});

await asyncio.run(main());
