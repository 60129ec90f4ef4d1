// wait hands back two sets, done and pending; errors stay inside the tasks.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const work = asyncio.coroutine(async function work(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  if (name === "bad") throw new asyncio.ValueError(`in ${name}`);
  return name;
});

function names(tasks: Iterable<asyncio.Task<unknown>>) {
  return asyncio.repr([...tasks].map((t) => t.get_name()).sort());
}

const main = asyncio.coroutine(async function main() {
  const tasks = ["one", "bad", "three"].map((n, i) => asyncio.create_task(work(n, i), { name: n }));
  let [done, pending] = await asyncio.wait(tasks);
  console.log(names(done), names(pending), done.size, pending.size);
  for (const task of tasks) {
    console.log(task.get_name(), asyncio.repr(done.has(task)), asyncio.repr(task.exception()));
  }

  const [again, rest] = await asyncio.wait(done);
  console.log(names(again), names(rest));

  const twice = asyncio.create_task(work("twice", 1), { name: "twice" });
  [done, pending] = await asyncio.wait([twice, twice, twice]);
  console.log(names(done), pending.size);

  const future = asyncio.get_running_loop().create_future<number>();
  asyncio.get_running_loop().call_later(0.01, () => future.set_result(5));
  const [futures] = await asyncio.wait(new Set([future]));
  console.log(asyncio.repr(futures.delete(future)), future.result(), futures.size);
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
