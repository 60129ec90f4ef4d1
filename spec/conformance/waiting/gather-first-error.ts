// Without return_exceptions the first error goes to the caller at once; the other children run on.
import * as asyncio from "asyncio-node";

const child = asyncio.coroutine(async function child(name: string, turns: number, error?: Error) {
  try {
    for (let i = 0; i < turns; i++) await asyncio.sleep(0);
    if (error !== undefined) throw error;
    console.log(name, "ends");
    return name;
  } catch (e) {
    if (e instanceof asyncio.CancelledError) console.log(name, "cancelled");
    throw e;
  }
});

const main = asyncio.coroutine(async function main() {
  const tasks = [
    asyncio.create_task(child("a", 5)),
    asyncio.create_task(child("b", 2, new asyncio.ValueError("b broke"))),
    asyncio.create_task(child("c", 3, new asyncio.LookupError("c broke too"))),
  ] as const;
  try {
    await asyncio.gather(...tasks);
  } catch (e) {
    if (!(e instanceof asyncio.ValueError)) throw e;
    console.log("caught", asyncio.repr(e));
  }
  console.log(asyncio.repr(tasks.map((t) => t.done())));
  console.log("a gives", await tasks[0]);
  console.log(asyncio.repr(tasks.map((t) => t.done())));
  console.log(asyncio.repr(tasks[2].exception()));

  const group = asyncio.gather(child("d", 1, new asyncio.ValueError("x")), child("e", 9));
  for (let i = 0; i < 12; i++) await asyncio.sleep(0);
  console.log(asyncio.repr(group.done()), asyncio.repr(group.exception()));
});

await asyncio.run(main());
