// Three stages, each with its queue, ended by a mark that is handed on.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

type FourQueues = [asyncio.Queue, asyncio.Queue, asyncio.Queue, asyncio.Queue];

const stage = asyncio.coroutine(async function stage(
  name: string,
  source: asyncio.Queue,
  sink: asyncio.Queue,
  func: (item: string) => string,
) {
  let count = 0;
  while (true) {
    const item = await source.get();
    if (item === null) {
      await sink.put(null);
      source.task_done();
      return `${name} ${count}`;
    }
    await sink.put(func(item));
    source.task_done();
    count += 1;
  }
});

const main = asyncio.coroutine(async function main() {
  const [first, second, third, last] = [2, 2, 2, 2].map((n) => new asyncio.Queue(n)) as FourQueues;
  const tasks: asyncio.Task<unknown>[] = [
    asyncio.create_task(stage("upper", first, second, (item) => item.toUpperCase())),
    asyncio.create_task(stage("exclaim", second, third, (item) => `${item}!`)),
    asyncio.create_task(stage("double", third, last, (item) => item + item)),
  ];
  const feed = asyncio.coroutine(async function feed() {
    for (const word of ["to", "be", "or", "not"]) {
      await first.put(word);
    }
    await first.put(null);
  });
  tasks.push(asyncio.create_task(feed()));
  const results: unknown[] = [];
  for (let item = await last.get(); item !== null; item = await last.get()) {
    results.push(item);
    last.task_done();
  }
  last.task_done();
  console.log(str(results));
  console.log(repr(await asyncio.gather(...tasks)));
  for (const queue of [first, second, third, last]) {
    await queue.join();
    console.log(queue);
  }
});

await asyncio.run(main());
