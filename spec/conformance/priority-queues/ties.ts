// Equal priorities come out in the order of heapq, which is not the order in which they went in.
import * as asyncio from "asyncio-node";

class Job {
  priority: number;
  name: string;
  constructor(priority: number, name: string) {
    this.priority = priority;
    this.name = name;
  }
  __lt__(other: Job) {
    return this.priority < other.priority;
  }
}

const main = asyncio.coroutine(async function main() {
  const queue: asyncio.PriorityQueue<Job> = new asyncio.PriorityQueue();
  for (const [i, name] of [..."abcdefghij"].entries()) {
    queue.put_nowait(new Job(i % 2, name));
  }
  let names = "";
  while (!queue.empty()) names += (await queue.get()).name;
  console.log(names);
  names = "";
  for (const name of "abcdefgh") queue.put_nowait(new Job(1, name));
  while (!queue.empty()) names += (await queue.get()).name;
  console.log(names);
  for (let i = 0; i < 20; i += 1) {
    queue.put_nowait(new Job((i * 7) % 5, `${i} `));
    if (i % 3 === 2) names += (await queue.get()).name;
  }
  while (!queue.empty()) names += (await queue.get()).name;
  console.log(names);
});

await asyncio.run(main());
