// A Runner keeps one context for all that it runs; run() copies the caller's.
import * as asyncio from "asyncio-node";

const { Context, ContextVar, copy_context } = asyncio;
const variable = new ContextVar("var", { default: "unset" });

const swap = asyncio.coroutine(async function swap(value: string) {
  const before = variable.get();
  variable.set(value);
  await asyncio.sleep(0);
  return before;
});

variable.set("module");
await asyncio.with_(new asyncio.Runner(), async (runner) => {
  console.log(await runner.run(swap("first")));
  console.log(await runner.run(swap("second")));
  const given = copy_context();
  console.log(await runner.run(swap("in the given one"), { context: given }), given.get(variable));
  console.log(await runner.run(swap("third")));
  console.log(variable.get());
});

variable.set("changed");
console.log(await asyncio.run(swap("run")), variable.get());
const empty = new Context();
await asyncio.with_(new asyncio.Runner(), async (runner) => {
  console.log(await runner.run(swap("x"), { context: empty }), empty.get(variable));
  variable.set("changed again");
  console.log(await runner.run(swap("y")));
});

const loop = asyncio.new_event_loop();
const task = loop.create_task(swap("in the task"));
variable.set("after the task was made");
console.log(await loop.run_until_complete(task), variable.get());
console.log(await loop.run_until_complete(swap("coroutine")), variable.get());
loop.close();
