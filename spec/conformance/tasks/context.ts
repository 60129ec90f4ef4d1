import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

const { contextvars } = asyncio;
const user = new contextvars.ContextVar("user", { default: "nobody" });

const work = asyncio.coroutine(async function work(name: string) {
  console.log(name, "sees", user.get());
  user.set(name);
  await asyncio.sleep(0);
  console.log(name, "still sees", user.get());
});

const main = asyncio.coroutine(async function main() {
  user.set("main");
  const [a, b] = [asyncio.create_task(work("a")), asyncio.create_task(work("b"))];
  console.log("a context of its own:", repr(a.get_context() !== b.get_context()));
  console.log("a copy:", a.get_context().get(user));
  await a;
  await b;
  console.log("main sees", user.get(), "and in a's context is", a.get_context().get(user));

  const shared = contextvars.copy_context();
  const c = asyncio.create_task(work("c"), { context: shared });
  console.log("the given one:", repr(c.get_context() === shared));
  await c;
  await asyncio.create_task(work("d"), { context: shared });
  console.log("shared:", shared.get(user), "main:", user.get());

  // A plain await shares the context.
  await work("awaited");
  console.log("main sees", user.get());

  function callback(_task: unknown) {
    console.log("callback sees", user.get());
  }

  const task = asyncio.create_task(work("e"));
  task.add_done_callback(callback);
  user.set("changed after adding");
  await task;
  await asyncio.sleep(0);
});

await asyncio.run(main());
