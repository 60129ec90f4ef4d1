/** What the text of a function refers to: what may go to a thread, and the names in the message when it may not. */
import { describe, expect, it } from "vitest";
import { read_function } from "../../lib/internal/free-variables.js";

const missing = (source: string): readonly string[] => read_function(source).missing;
const globals = (source: string): readonly string[] => read_function(source).globals;

/** The function behind the text, as a thread makes it. */
function evaluate(source: string): (...args: unknown[]) => unknown {
  const { before, after } = read_function(source);
  return new Function(`return ${before}${source}\n${after}`)();
}

describe("a text that stands on its own", () => {
  it.each([
    "(a, b = a) => a + b",
    "a => a",
    "function f({ x, y: [z = 1], ...rest }) { return f(x, z, rest, arguments) }",
    "async function* g() { yield* [1]; for await (const x of []) x }",
    "() => { try { throw 1 } catch ({ message }) { return message } }",
    "() => { var h; { function k() {} k() } return h }",
    "() => { for (let i = 0, n = 1; i < n; i++) { switch (i) { case 0: const z = i; return z } } }",
    "() => { class A { static #p = 1; static { this.q = A.#p } m() { return this } } class B extends A { m() { return super.m() } } return B }",
    "() => function () { return [this, new.target, arguments] }",
    "() => { const { a: { b: c } } = { a: { b: 1 } }; label: for (;;) break label; return { c, d: c } }",
    "method(n) { return n }",
    "async method(n) { return await n }",
    "*method(n) { yield n }",
    "'quoted name'(n) { return n }",
    "[1 + 1](n) { return n }",
    "static_(n) { return n }",
  ])("%s", (source) => {
    expect(missing(source)).toEqual([]);
    expect(evaluate(source)).toBeTypeOf("function");
  });

  it("what tools put into functions is there", () => {
    expect(missing('() => __name(() => __vite_ssr_dynamic_import__("node:fs"), "inner")')).toEqual([]);
  });

  it("names what has to be global", () => {
    const source = "(x) => Math.max(x, undefined, require('fs'), globalThis.x)";
    expect([...globals(source)].sort()).toEqual(["Math", "globalThis", "require"]);
  });
});

describe("a text that refers to what is around it", () => {
  it.each([
    ["() => x", ["x"]],
    ["(a = b) => a", ["b"]],
    ["() => { x = 1; y.z; typeof w }", ["w", "x", "y"]],
    ["() => ({ a, b: c, [d]: e, f() { return g } })", ["a", "c", "d", "e", "g"]],
    ["() => { ({ m: n.o, p = q } = r) }", ["n", "p", "q", "r"]],
    ["() => t + u`x`", ["t", "u"]],
    ["() => { { let inner } return inner }", ["inner"]],
    ["() => { class A extends B { static s = C; [D]() { return E } } }", ["B", "C", "D", "E"]],
    ["() => this", ["this"]],
    ["function () { return () => this.x }", ["this"]],
    ["method() { return this }", ["this"]],
    ["method() { return super.x }", ["super"]],
    ["() => arguments", ["arguments"]],
    ["() => import.meta.url", ["import.meta"]],
    ["() => import('./x.js')", ['import("./x.js")']],
    ["() => import('/x.js')", ['import("/x.js")']],
    ["() => require('../x')", ['require("../x")']],
    ["() => __vite_ssr_dynamic_import__('./x.js')", ['import("./x.js")']],
    ["() => __vite_ssr_import_meta__.url", ["import.meta"]],
    ["() => (0, __vite_ssr_import_0__.readFile)(__vi_import_1__)", ["readFile", "__vi_import_1__"]],
    ["() => [hasOwnProperty_, __name_]", ["hasOwnProperty_", "__name_"]],
  ])("%s", (source, names) => {
    expect([...missing(source)].sort()).toEqual([...names].sort());
  });
});

describe("a text that is none", () => {
  it.each([
    ["function () { [native code] }", /^Unexpected token/],
    ["(x) => x.#secret", /^Private field '#secret' must be declared/],
    ["peek(x) { return x.#secret }", /^Private field '#secret' must be declared/],
    ["() => new.target", /^'new\.target' can only be used in functions/],
  ])("%s", (source, message) => {
    expect(() => read_function(source)).toThrow(SyntaxError);
    expect(() => read_function(source)).toThrow(message);
  });
});
