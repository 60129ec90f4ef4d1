// One as_completed can be left and taken up again, by the same kind of loop or the other.
import * as asyncio from "asyncio-node";

const work = asyncio.coroutine(async function work(name: string, turns: number) {
  for (let i = 0; i < turns; i++) await asyncio.sleep(0);
  return name;
});

const main = asyncio.coroutine(async function main() {
  const tasks = [..."abcde"].map((n, i) => asyncio.create_task(work(n, i * 2), { name: n }));
  const race = asyncio.as_completed(tasks);
  for await (const task of race) {
    console.log("winner:", task.get_name());
    break;
  }
  console.log(asyncio.repr(tasks.map((t) => t.done())));
  for (const earliest of race) {
    console.log("next:", await earliest);
    break;
  }
  for await (const task of race) {
    console.log("rest:", task.get_name(), task.result());
  }
  console.log(asyncio.repr(tasks.map((t) => t.done())));
  for await (const _task of race) {
    console.log("never");
  }

  const items = asyncio.as_completed([work("x", 1), work("y", 0)])[Symbol.iterator]();
  const [first, second] = [items.next().value, items.next().value];
  console.log(await second, await first);
  console.log(items.next().value ?? "no more");

  try {
    asyncio.as_completed(tasks[0] as never);
  } catch (e) {
    if (!(e instanceof TypeError)) throw e;
    console.log("TypeError:", e.message);
  }
});

await asyncio.run(main());
