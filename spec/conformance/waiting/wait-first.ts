// FIRST_COMPLETED and FIRST_EXCEPTION: who is done when wait comes back, and that nobody is cancelled by it.
// conformance: mask lines
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  if (name.startsWith("bad")) throw new asyncio.ValueError(name);
  console.log(name, "ends");
});

function start(tasks: Record<string, number>) {
  return Object.entries(tasks).map(([name, turns]) => asyncio.create_task(work(name, turns), { name }));
}

function names(tasks: Iterable<asyncio.Task<unknown>>) {
  return asyncio.repr([...tasks].map((t) => t.get_name()).sort());
}

const main = asyncio.coroutine(async function main() {
  const { FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED } = asyncio;
  let [done, pending] = await asyncio.wait(start({ a: 3, b: 1, c: 1, d: 8 }), {
    return_when: FIRST_COMPLETED,
  });
  console.log(names(done), names(pending));
  while (pending.size > 0) {
    [done, pending] = await asyncio.wait(pending, { return_when: FIRST_COMPLETED });
    console.log(names(done), names(pending));
  }

  [done, pending] = await asyncio.wait(start({ a: 1, bad: 3, c: 6 }), { return_when: FIRST_EXCEPTION });
  console.log(names(done), names(pending));
  [done, pending] = await asyncio.wait(pending, { return_when: FIRST_EXCEPTION });
  console.log(names(done), names(pending));

  const tasks = start({ a: 2, victim: 5, bad: 7 });
  asyncio.get_running_loop().call_soon(() => tasks[1]?.cancel());
  [done, pending] = await asyncio.wait(tasks, { return_when: FIRST_EXCEPTION });
  console.log(names(done), names(pending), asyncio.repr(tasks[1]?.cancelled()));
  console.log(FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED);
});

await asyncio.run(main());
