/**
 * Every public name of Python's asyncio (3.14, and 3.15 where we have it), and every public method of its classes, is
 * here: `surface.tsv` holds the name, what it is, and `unable` for what Node cannot do.
 */
import { readFileSync } from "node:fs";
import * as asyncio from "asyncio-node";
import { describe, expect, test } from "vitest";

interface Name {
  readonly name: string;
  readonly kind: string;
  readonly able: boolean;
}

const names: Name[] = readFileSync(new URL("./surface.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [name = "", kind = "", able] = line.split("\t");
    return { name, kind, able: able === undefined };
  });

const is_class = (value: unknown): boolean =>
  typeof value === "function" && Object.hasOwn(value, "prototype") && /^class\b/.test(String(value));

/** What each kind of name has to be; a property may be a getter, or a field of the instances. */
const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  class: is_class,
  exception: (value) => is_class(value) && (value as { prototype: unknown }).prototype instanceof Error,
  function: (value) => typeof value === "function" && !is_class(value),
  constant: (value) => ["string", "number"].includes(typeof value),
  method: (value) => typeof value === "function",
};

/** The value of a dotted name: of a method, the one that the class's instances have. */
function value_of(name: string): unknown {
  return name.split(".").reduce<unknown>((at, part) => {
    const holder = Object(at) as Record<string, unknown> & { readonly prototype?: Record<string, unknown> };
    return holder[part] ?? holder.prototype?.[part];
  }, asyncio);
}

const loop = asyncio.new_event_loop();
const variable = new asyncio.ContextVar("variable");
const future = loop.create_future<void>();
const graph = asyncio.capture_call_graph(future) as asyncio.FutureCallGraph;
loop.close();

/** An instance of each class whose properties stand in the instances only. */
const instances: Readonly<Record<string, object>> = {
  EventLoop: loop,
  FutureCallGraph: graph,
  FrameCallGraphEntry: new asyncio.FrameCallGraphEntry({ file: "x.ts", line: 1, column: 1, name: "f" }),
  "contextvars.Token": new asyncio.Context().run(() => variable.set(1)),
};

function has_property(name: string): boolean {
  const [, owner = "", property = ""] = /^(.*)\.(\w+)$/.exec(name) ?? [];
  const type = value_of(owner) as { readonly prototype: object };
  return property in (instances[owner] ?? type.prototype) || property in type;
}

describe("of Python's asyncio", () => {
  const all_kinds = [...Object.keys(kinds), "property"];

  test("each name is of a kind that is looked at here", () => {
    expect(new Set(names.map(({ kind }) => kind))).toEqual(new Set(all_kinds));
  });

  test.each(all_kinds)("each %s is here", (kind) => {
    const is_here = ({ name }: Name): boolean => kinds[kind]?.(value_of(name)) ?? has_property(name);
    const missing = names.filter((each) => each.kind === kind && !is_here(each));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  const unable = names.filter(({ able }) => !able);
  test.each(unable)("$name says what to use instead", ({ name }) => {
    const method = value_of(name) as (...args: unknown[]) => unknown;
    expect(() => method.call(loop, 0, () => {})).toThrow(asyncio.NotImplementedError);
    const [, short = ""] = name.split(".");
    expect(() => method.call(loop, 0, () => {})).toThrow(
      new RegExp(`^${short}\\(\\) cannot be had on Node; use (loop|asyncio|a|reader)\\b`),
    );
  });
});
