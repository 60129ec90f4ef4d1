import * as asyncio from "asyncio-node";

const { contextvars } = asyncio;
const variable = new contextvars.ContextVar("var", { default: "unset" });

const get_and_set = asyncio.coroutine(async function get_and_set(value: string) {
  const before = variable.get();
  variable.set(value);
  await asyncio.sleep(0);
  return [before, variable.get()] as const;
});

await asyncio.with_(new asyncio.Runner(), async (runner) => {
  console.log("one context for all runs:");
  console.log(...(await runner.run(get_and_set("first"))));
  console.log(...(await runner.run(get_and_set("second"))));
  const mine = contextvars.copy_context();
  console.log(...(await runner.run(get_and_set("third"), { context: mine })));
  console.log("the given one:", mine.get(variable));
  console.log(...(await runner.run(get_and_set("fourth"))));
});
console.log("outside:", variable.get());

variable.set("outside");
console.log("run copies:", ...(await asyncio.run(get_and_set("inside"))));
console.log("outside:", variable.get());

const tasks_inherit = asyncio.coroutine(async function tasks_inherit() {
  variable.set("parent");
  const task = asyncio.create_task(get_and_set("child"));
  variable.set("changed later");
  console.log(...(await task));
  console.log("parent:", variable.get());
});

await asyncio.run(tasks_inherit());
