// Context.run: an empty context, a copy, nesting, and entering one twice.
import * as asyncio from "asyncio-node";

const { Context, ContextVar, copy_context, repr } = asyncio;
const variable = new ContextVar("var", { default: "default" });

function show(label: string) {
  console.log(label, variable.get());
  return label.toUpperCase();
}

function set_and_show(value: string) {
  variable.set(value);
  show("in run");
}

variable.set("module");
const empty = new Context();
const copy = copy_context();
console.log(empty.size, copy.size, empty.run(show, "empty"), copy.run(show, "copy"));
copy.run(set_and_show, "changed");
show("outside");
copy.run(show, "the copy keeps it");
const [known, unknown] = [repr(copy.has(variable)), repr(empty.has(variable))];
const none = [repr(empty.get(variable)), empty.get(variable, "none")];
console.log(copy.get(variable), copy.get(variable), known, unknown, ...none);

try {
  copy.run(() => copy.run(show, "never"));
} catch (e) {
  if (!(e instanceof asyncio.RuntimeError)) throw e;
  console.log("RuntimeError", e.message.split(" <")[0], "...", e.message.split("> ")[1]);
}
copy.run(() => copy.copy().run(show, "a copy of it can be entered"));
copy.run(() => empty.run(show, "so can another"));

try {
  copy.run(() => {
    throw new Error("division by zero");
  });
} catch {
  console.log("an error leaves the context", copy.run(show, "again"));
}

const main = asyncio.coroutine(async function main() {
  const own = asyncio.current_task()?.get_context() as asyncio.Context;
  console.log(own.get(variable));
  try {
    own.run(show, "never");
  } catch (e) {
    if (!(e instanceof asyncio.RuntimeError)) throw e;
    console.log("RuntimeError", e.message.split("> ")[1]);
  }
  const [coroutine] = own.copy().run(() => [asyncio.create_task(worker())] as const);
  console.log(await coroutine);
  const loop = asyncio.get_running_loop();
  copy.run(() => loop.call_soon(show, "callback"));
  await asyncio.sleep(0);
});

const worker = asyncio.coroutine(async function worker() {
  variable.set(`${variable.get()}+`);
  return variable.get();
});

await asyncio.run(main());
