/**
 * Makes a function ready to go to another thread: by the name of its module if `from_module` made it or it is one of
 * Node's own, else by its text, if that stands on its own.
 */
import { module_function } from "../thread-modules.js";
import { type Portable, read_function } from "./free-variables.js";
import { type AnyFunction, closed_over } from "./node/inspector.js";
import type { Parcel } from "./node/thread.js";
import { called } from "./node/worker-thread.js";

/** Node's modules whose functions somebody may want to run in a thread. */
const node_modules = ["fs", "crypto", "zlib", "child_process", "os", "path", "util", "dns", "url", "v8"];

/** By their texts; a function written in place is made anew at each call. */
const known = new Map<string, Portable>();
const MAX_KNOWN = 1000;

/** @throws TypeError if the function cannot go: it is native, bound or a class, or refers to what must stay behind. */
export async function pack(fn: AnyFunction): Promise<Parcel> {
  const by_name = module_function(fn as never);
  if (by_name !== undefined) return by_name;
  const source = Function.prototype.toString.call(fn);
  const portable = known.get(source) ?? read(fn, source);
  if (typeof portable !== "string") return portable;
  const name = await name_in_node(fn);
  if (name !== null) return name;
  throw new TypeError(`${called(fn)} cannot run in a thread: ${portable}`);
}

/** The function's text, or why it cannot go. */
function read(fn: AnyFunction, source: string): Portable | string {
  if (/\{\s*\[native code\]\s*\}$/.test(source)) {
    return "it is native or bound, and has no text to go by; pass an arrow function that calls it";
  }
  if (source.startsWith("class")) return "it is a class; pass a function that makes an instance";
  let portable: Portable;
  try {
    portable = read_function(source);
  } catch (error) {
    return `its text does not stand on its own: ${(error as Error).message}`;
  }
  const missing = [...portable.missing, ...hidden(fn, portable.globals)];
  if (missing.length > 0) {
    return (
      `it refers to ${missing.join(", ")}, which it cannot take along; pass values as arguments, ` +
      `and export a function that needs imports from a module of its own, for asyncio.from_module()`
    );
  }
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(source, portable);
  return portable;
}

/** Those of the globals' names that mean something else where the function was written. */
function hidden(fn: AnyFunction, globals: readonly string[]): string[] {
  if (globals.length === 0) return [];
  const names = closed_over(fn);
  // In a CommonJS module, `require` is a variable.
  return globals.filter((name) => name !== "require" && names?.has(name));
}

async function name_in_node(fn: AnyFunction): Promise<Parcel | null> {
  for (const name of node_modules) {
    const module = `node:${name}`;
    const { default: exported } = (await import(module)) as { default: Record<string, unknown> };
    const found = Object.keys(exported).find((key) => exported[key] === fn);
    if (found !== undefined) return { module, name: found };
  }
  return null;
}
