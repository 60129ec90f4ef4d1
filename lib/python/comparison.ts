/**
 * Python's `<`, for values that JavaScript would compare by other rules or not refuse to compare at all.
 *
 * JavaScript orders everything: `[10] < [9]` as text, `null < 1` as zero, two objects as "[object Object]". In a heap
 * that goes wrong without a word. Here what Python refuses is a `TypeError` with CPython's text.
 *
 * An array is Python's list or tuple, a plain object or a `Map` its dict, a `Uint8Array` its bytes, a `Date` its
 * datetime. An object takes part by a method `__lt__` (or `__gt__`, asked from the other side), and says by `__eq__`
 * what it is equal to; where such a method returns `undefined` it has no answer, as with Python's `NotImplemented`.
 */
import { type_name } from "./repr.js";

/**
 * Python's `a < b`.
 *
 * @throws TypeError "'<' not supported between instances of 'int' and 'str'".
 */
export function lt(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") return compare_strings(a, b) < 0;
  if (Array.isArray(a) && Array.isArray(b)) return lt_arrays(a, b);
  const x = numeric(a);
  const y = numeric(b);
  if (x !== null && y !== null) return x < y;
  const answer = ask(a, "__lt__", b) ?? ask(b, "__gt__", a) ?? lt_built_in(a, b);
  if (answer !== undefined) return answer;
  throw new TypeError(`'<' not supported between instances of '${type_name(a)}' and '${type_name(b)}'`);
}

/** Item by item: the first two that differ decide, else the shorter array is the lesser. */
function lt_arrays(a: readonly unknown[], b: readonly unknown[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) if (!same(a[i], b[i])) return lt(a[i], b[i]);
  return a.length < b.length;
}

function lt_built_in(a: unknown, b: unknown): boolean | undefined {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) < 0;
  if (a instanceof Date && b instanceof Date) return a.getTime() < b.getTime();
  // Between sets Python's `<` asks for a proper subset.
  if (a instanceof Set && b instanceof Set) return a.size < b.size && [...a].every((item) => b.has(item));
  return undefined;
}

/** Whether two items are one object, or equal: what containers of Python look for. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a ?? null, b ?? null)) return true;
  const x = numeric(a);
  const y = numeric(b);
  // Two comparisons, since `==` is what tells 1n and 1 to be equal, and linters forbid it.
  if (x !== null && y !== null) return x <= y && x >= y;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return ask(a, "__eq__", b) ?? ask(b, "__eq__", a) ?? false;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  return ask(a, "__eq__", b) ?? ask(b, "__eq__", a) ?? same_built_in(a, b);
}

function same_built_in(a: object, b: object): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((item) => b.has(item));
  const x = entries(a);
  const y = entries(b);
  if (x === null || y === null || x.size !== y.size) return false;
  return [...x].every(([key, value]) => y.has(key) && same(value, y.get(key)));
}

/** What a dict holds; null for anything else. */
function entries(value: object): Map<unknown, unknown> | null {
  if (value instanceof Map) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? new Map(Object.entries(value)) : null;
}

function ask(value: unknown, method: "__lt__" | "__gt__" | "__eq__", other: unknown): boolean | undefined {
  const fn = (value as Partial<Record<typeof method, unknown>> | null | undefined)?.[method];
  if (typeof fn !== "function") return undefined;
  const answer: unknown = fn.call(value, other);
  return answer === undefined ? undefined : Boolean(answer);
}

/** Python's numbers compare with each other, and `True` is 1. */
function numeric(value: unknown): number | bigint | null {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return Number(value);
    default:
      return null;
  }
}

/** By code point. JavaScript's own order goes by UTF-16 unit: U+1F600 before U+FF5E. */
function compare_strings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  if (i === length) return a.length - b.length;
  // They may differ in the second half of a surrogate pair.
  const start = i > 0 ? i - 1 : 0;
  return code_point(a, start) - code_point(b, start) || code_point(a, i) - code_point(b, i);
}

function code_point(text: string, index: number): number {
  return text.codePointAt(index) ?? -1;
}
