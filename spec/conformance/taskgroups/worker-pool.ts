// Three workers share a queue; the producer waits until all is done and then stops them.
import * as asyncio from "asyncio-node";

const { repr } = asyncio;

const worker = asyncio.coroutine(async (name: string, queue: asyncio.Queue<number>, results: unknown[]) => {
  while (true) {
    const number = await queue.get();
    try {
      await asyncio.sleep(0);
      if (number === 5) throw new asyncio.ValueError("five is right out");
      results.push([name, number * number]);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      results.push([name, repr(e)]);
    } finally {
      queue.task_done();
    }
  }
});

const main = asyncio.coroutine(async function main() {
  const [queue, results] = [new asyncio.Queue<number>({ maxsize: 2 }), [] as unknown[]] as const;
  const workers = await asyncio.async_with(new asyncio.TaskGroup(), async (group) => {
    const workers = [0, 1, 2].map((n) => {
      return group.create_task(worker(`w${n}`, queue, results), { name: `worker ${n}` });
    });
    for (let number = 1; number < 9; number++) {
      await queue.put(number);
      console.log("put", number, queue.qsize(), repr(queue.full()));
    }
    await queue.join();
    console.log("all done", repr(queue.empty()));
    for (const task of workers) task.cancel();
    return workers;
  });
  console.log(repr(workers.map((task) => task.cancelled())));
  for (const result of results) console.log(repr(result));
});

await asyncio.run(main());
