// A context as a mapping: its size, keys, values, items, and that a copy stands still.
import { Context, ContextVar, copy_context, repr } from "asyncio-node";

const a = new ContextVar("a");
const b = new ContextVar("b", { default: "b's default" as unknown });
const c = new ContextVar("c");

function names(variables: Iterable<ContextVar>) {
  return repr([...variables].map((v) => v.name).sort());
}

function fill(context: Context, values: Record<string, unknown>) {
  for (const [name, value] of Object.entries(values)) {
    context.run(() => ({ a, b, c })[name]?.set(value));
  }
}

const context = new Context();
console.log(
  context.size,
  repr([...context]),
  repr(context.has(a)),
  repr(context.get(a)),
  repr(context.get(b)),
);
fill(context, { a: 1, b: null });
console.log(
  context.size,
  names(context),
  names(context.keys()),
  repr([...context.values()].map(repr).sort()),
);
const items = [...context.items()].filter(([, v]) => v !== null).map(([k, v]) => `(${repr(k.name)}, ${v})`);
console.log(`[${items}]`, repr(context.get(b, "x")), context.get(c, "x"));
const twin = context.copy();
fill(twin, { a: 2, c: 3 });
console.log(names(context), context.get(a), names(twin), twin.get(a), twin.get(c));
fill(context, { c: "three" });
console.log(context.get(c), twin.get(c));

for (const _variable of context) {
  fill(context, { a: "changed while iterating" });
}
console.log(context.get(a), twin.get(a));
let token = twin.run(() => c.set("again"));
twin.run(() => c.reset(token));
console.log(twin.get(c), repr(twin.has(c)), twin.size);
const fresh = new Context();
token = fresh.run(() => a.set(1));
fresh.run(() => a.reset(token));
console.log(fresh.size, repr(fresh.has(a)), copy_context().size);
console.log(context);
try {
  context.has("a" as never);
} catch (e) {
  if (!(e instanceof TypeError)) throw e;
  console.log(e.message);
}
