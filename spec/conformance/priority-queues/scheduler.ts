// A scheduler of jobs with deadlines, on a priority queue, with workers that give up.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { repr } = asyncio;
const str = (value: unknown): string => (typeof value === "string" ? value : repr(value));

const worker = asyncio.coroutine(async function worker(name: string, queue: asyncio.Queue, log: unknown[]) {
  let deadline: number;
  let job: string;
  while (true) {
    try {
      [deadline, job] = await asyncio.wait_for<[number, string]>(queue.get(), 0.01);
    } catch (e) {
      if (!(e instanceof asyncio.TimeoutError)) throw e;
      return `${name} went home`;
    }
    log.push(`${name} ${str(job)} by ${str(deadline)}`);
    await asyncio.sleep(0.001 * deadline);
    queue.task_done();
  }
});

const main = asyncio.coroutine(async function main() {
  const queue = new asyncio.PriorityQueue();
  const log: unknown[] = [];
  const jobs = ["write", "read", "sleep", "eat", "walk", "talk"];
  for (const [i, job] of jobs.entries()) {
    await queue.put([(i * 5) % 6, job]);
  }
  const tasks = ["ann", "bob"].map((name) => asyncio.create_task(worker(name, queue, log)));
  await queue.join();
  console.log(repr(log));
  console.log(repr(await asyncio.gather(...tasks)), queue);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
