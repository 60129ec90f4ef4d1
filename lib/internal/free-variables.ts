/**
 * What the text of a function refers to beyond itself.
 *
 * A function that runs in another thread runs there as its text, and whatever it closes over stays behind. Found out
 * before it leaves, that is an error which names what is missing; found out in the thread, it may be a swallowed
 * `ReferenceError`, or silently another value of the same name.
 */
import { Script } from "node:vm";
import { type AnyNode, type Function as FunctionNode, parse } from "acorn";
import find_globals from "acorn-globals";
import { ancestor, simple } from "acorn-walk";
import { tool_helpers } from "./node/thread.js";

/** A function's text, as an expression that is good anywhere. */
export interface Portable {
  /** The expression is `before + source + after`. */
  readonly before: string;
  readonly source: string;
  readonly after: string;
  /** The names that must be global where it is evaluated. */
  readonly globals: readonly string[];
  /** What it refers to and cannot take along, as its author would write it. */
  readonly missing: readonly string[];
}

/** What loads modules by a name, which may be one that is relative to the module around. */
const loaders = ["require", "__vite_ssr_dynamic_import__"];

/** The text of a method is an expression only inside an object. */
const wrappings = [["(", ")"] as const, ["((o) => o[Reflect.ownKeys(o)[0]])({", "})"] as const];

/**
 * Reads the text of a function, as `toString` gives it.
 *
 * @throws SyntaxError if it is none that could stand by itself: native, or with `super` or `#names` of a class.
 */
export function read_function(source: string): Portable {
  let failure: { readonly error: unknown; readonly at: number } | undefined;
  for (const [before, after] of wrappings) {
    try {
      return { before, source, after, ...inspect(before, source, after) };
    } catch (error) {
      const at = (error as { pos?: number }).pos ?? 0;
      // The way in which it can be read further is the one to tell of.
      if (failure === undefined || at - before.length > failure.at)
        failure = { error, at: at - before.length };
    }
  }
  // Syntax that is newer than the parser is left to V8, and to the thread.
  for (const [before, after] of wrappings) {
    if (compiles(`${before}${source}\n${after}`)) return { before, source, after, globals: [], missing: [] };
  }
  throw failure?.error;
}

function compiles(expression: string): boolean {
  try {
    return Boolean(new Script(`"use strict";${expression}`));
  } catch {
    return false;
  }
}

function inspect(before: string, source: string, after: string): Pick<Portable, "globals" | "missing"> {
  const program = parse(`${before}${source}\n${after}`, { ecmaVersion: "latest", sourceType: "module" });
  const missing = new Set(outside_references(program, before.length));
  const globals: string[] = [];
  for (const { name, nodes } of find_globals(program)) {
    if (name === "this" || Object.hasOwn(tool_helpers, name)) continue;
    if (name === "require" || (name in globalThis && name !== "arguments")) globals.push(name);
    else for (const node of nodes) missing.add(written(name, node.parents));
  }
  return { globals, missing: [...missing] };
}

/** What only means something where the function was written: its `this`, its module, and names relative to that. */
function outside_references(program: AnyNode, start: number): string[] {
  const found: string[] = [];
  const root = root_function(program, start);
  const outermost = (ancestors: readonly AnyNode[]): boolean => {
    const owner = ancestors.findLast((node) => owns_this(node));
    return owner === undefined || owner === root;
  };
  ancestor(program, {
    ThisExpression: (_node, _state, ancestors) => {
      if (outermost(ancestors)) found.push("this");
    },
    Super: (_node, _state, ancestors) => {
      if (outermost(ancestors)) found.push("super");
    },
    MetaProperty: (node) => {
      if (node.meta.name === "import") found.push("import.meta");
    },
    ImportExpression: (node) => {
      const text = relative_name(node.source);
      if (text !== null) found.push(`import(${text})`);
    },
    CallExpression: (node) => {
      if (node.callee.type !== "Identifier" || !loaders.includes(node.callee.name)) return;
      const text = relative_name(node.arguments[0]);
      if (text !== null) found.push(`${node.callee.name === "require" ? "require" : "import"}(${text})`);
    },
  });
  return found;
}

function owns_this(node: AnyNode): boolean {
  return (
    node.type === "FunctionExpression" ||
    node.type === "FunctionDeclaration" ||
    node.type === "PropertyDefinition" ||
    node.type === "StaticBlock"
  );
}

/** The function itself: the first in its text. */
function root_function(program: AnyNode, start: number): FunctionNode | undefined {
  let root: FunctionNode | undefined;
  simple(program, {
    Function: (node) => {
      if (node.start >= start && (root === undefined || node.start < root.start)) root = node;
    },
  });
  return root;
}

function relative_name(specifier: AnyNode | undefined): string | null {
  if (specifier?.type !== "Literal" || typeof specifier.value !== "string") return null;
  return /^[./]/.test(specifier.value) ? JSON.stringify(specifier.value) : null;
}

/** Vite writes `__vite_ssr_import_1__.readFile` for an imported `readFile`. */
function written(name: string, parents: readonly AnyNode[]): string {
  if (name === "__vite_ssr_import_meta__") return "import.meta";
  if (!/^__vi\w*_import_\d+__$/.test(name)) return name;
  const access = parents.at(-2);
  const property = access?.type === "MemberExpression" ? access.property : undefined;
  return property?.type === "Identifier" ? property.name : name;
}
