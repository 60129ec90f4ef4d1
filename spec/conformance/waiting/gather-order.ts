// gather starts its coroutines in order and hands their results back in that order, whoever ends first.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const log: string[] = [];

const work = asyncio.coroutine(async function work(name: string, delay: number) {
  log.push(`${name} starts`);
  await asyncio.sleep(delay);
  log.push(`${name} ends`);
  return name.toUpperCase();
});

const main = asyncio.coroutine(async function main() {
  const results = await asyncio.gather(work("slow", 0.03), work("quick", 0), work("medium", 0.01));
  console.log(asyncio.repr(results));
  for (const line of log) console.log(line);

  const future = asyncio.get_running_loop().create_future<string>();
  const task = asyncio.create_task(work("task", 0));
  future.set_result("was done");
  const [first, second, third] = await asyncio.gather(future, task, work("coroutine", 0));
  console.log(first, second, third);

  const both = await asyncio.gather(asyncio.gather(work("p", 0), work("q", 0)), asyncio.gather(work("r", 0)));
  console.log(asyncio.repr(both));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
