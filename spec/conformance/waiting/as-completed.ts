// as_completed gives results as they come; with for each item is awaited, with async for it is the task itself.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  if (name === "bad") throw new asyncio.ValueError("bad work");
  return name;
});

const main = asyncio.coroutine(async function main() {
  for (const earliest of asyncio.as_completed([work("slow", 6), work("quick", 1), work("medium", 3)])) {
    console.log("for:", await earliest);
  }

  const plan = { slow: 6, bad: 1, medium: 3 };
  const tasks = Object.entries(plan).map(([n, t]) => asyncio.create_task(work(n, t), { name: `T-${n}` }));
  for await (const task of asyncio.as_completed(tasks)) {
    try {
      const [known, done] = [tasks.includes(task), task.done()].map(asyncio.repr);
      console.log("async for:", task.get_name(), known, done, await task);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log("async for:", task.get_name(), asyncio.repr(e));
    }
  }

  for (const earliest of asyncio.as_completed([work("bad", 1), work("good", 2)])) {
    try {
      console.log("for:", await earliest);
    } catch (e) {
      if (!(e instanceof asyncio.ValueError)) throw e;
      console.log("for:", asyncio.repr(e));
    }
  }

  const done = asyncio.get_running_loop().create_future<string>();
  done.set_result("done before");
  for (const earliest of asyncio.as_completed(new Set([done]))) {
    console.log(await earliest);
  }
  for (const _earliest of asyncio.as_completed([])) {
    console.log("never");
  }
  const coroutine = work("once", 1);
  const results: string[] = [];
  for (const c of asyncio.as_completed([coroutine, coroutine])) results.push(await c);
  console.log(results.length);
});

await asyncio.run(main());
