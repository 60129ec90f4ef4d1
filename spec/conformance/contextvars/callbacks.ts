// A callback runs in the context of the moment it was scheduled or added, or in the one it was given.
import * as asyncio from "asyncio-node";
import { VirtualTimeEventLoop } from "asyncio-node/testing";

const { ContextVar, copy_context, kwargs } = asyncio;
const variable = new ContextVar("var", { default: "-" });

function show(label: string) {
  console.log(label, "sees", variable.get());
  variable.set(`set by ${label}`);
}

const work = asyncio.coroutine(async function work() {
  variable.set("the task's own");
  await asyncio.sleep(0);
});

const main = asyncio.coroutine(async function main() {
  const loop = asyncio.get_running_loop();
  const given = copy_context();
  given.run(() => variable.set("given"));

  variable.set("when scheduled");
  loop.call_soon(show, "call_soon");
  loop.call_soon(show, "call_soon with context", kwargs({ context: given }));
  loop.call_soon(show, "again", kwargs({ context: given }));
  loop.call_later(0.001, show, "call_later");
  loop.call_later(0.002, show, "call_later with context", kwargs({ context: given }));
  variable.set("after scheduling");
  await asyncio.sleep(0.01);
  console.log("main", variable.get(), "|", given.get(variable));

  const future = loop.create_future();
  variable.set("when added");
  future.add_done_callback(() => show("first callback"));
  variable.set("when added, later");
  future.add_done_callback(() => show("second callback"));
  future.add_done_callback(() => show("third callback"), { context: given });
  variable.set("when done");
  future.set_result(null);
  await asyncio.sleep(0);

  const task = asyncio.create_task(work());
  task.add_done_callback(() => show("task callback"));
  await task;
  await asyncio.sleep(0);
  console.log("main", variable.get(), "|", given.get(variable));
});

await asyncio.run(main(), { loop_factory: () => new VirtualTimeEventLoop() });
