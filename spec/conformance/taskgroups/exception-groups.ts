// Exception groups: their texts, split and subgroup by class, by several classes, by a predicate, and derive.
import * as asyncio from "asyncio-node";

const { BaseExceptionGroup, ExceptionGroup, KeyboardInterrupt, LookupError, ValueError } = asyncio;

function show(label: string, value: unknown) {
  const text = asyncio.repr(value);
  console.log(label, Array.isArray(value) ? `(${text.slice(1, -1)})` : text); // a tuple, in Python
}

const tree = new ExceptionGroup("top", [
  new ValueError("v1"),
  new ExceptionGroup("nested", [new TypeError("t"), new ValueError("v2")]),
  new LookupError("l"),
]);
show("repr", tree);
console.log("str", String(tree));
console.log("message", tree.message, tree.exceptions.length);
show("subgroup", tree.subgroup(ValueError));
show("subgroup of two", tree.subgroup([TypeError, LookupError]));
show("subgroup of none", tree.subgroup(asyncio.RuntimeError));
console.log("subgroup of all", asyncio.repr(tree.subgroup(Error) === tree));
const [match, rest] = tree.split(ValueError);
show("match", match);
show("rest", rest);
show(
  "split by predicate",
  tree.split((e) => !(e instanceof ExceptionGroup) && e.message === "t"),
);
show(
  "split by group",
  tree.split((e) => e instanceof ExceptionGroup && e.message === "nested"),
);
show("split all", tree.split(ExceptionGroup)[1]);
show("derive", tree.derive([new ValueError("new")]));
show("derive base", tree.derive([new KeyboardInterrupt()]).constructor.name);
const one = new BaseExceptionGroup("one", [new ValueError("x")]);
console.log(one.constructor.name, String(one), asyncio.repr(one instanceof ExceptionGroup));
const base = new BaseExceptionGroup("base", [new KeyboardInterrupt(), new ValueError("x")]);
console.log(base.constructor.name, String(base), asyncio.repr(base instanceof ExceptionGroup));
show("ordinary part", base.subgroup(ValueError));
show("cancelled", new BaseExceptionGroup("c", [new asyncio.CancelledError("bye")]));

const wrong: unknown[][] = [["empty", []], ["interrupt", [new KeyboardInterrupt()]], [3, [new ValueError()]], ["text", ["x"]], ["no list", 3]]; // biome-ignore format: as in Python
for (const [message, exceptions] of wrong) {
  try {
    console.log(new ExceptionGroup(message as string, exceptions as Error[]));
  } catch (e) {
    console.log(message, "!!", (e as Error).constructor.name, (e as Error).message);
  }
}
