/**
 * Python's `repr`, and `reprlib.repr`, which asyncio uses for results.
 *
 * JavaScript's values are written as their Python counterparts: arrays as lists, plain objects and maps as dicts.
 * There is one type of number: whole ones up to 1e16 print as ints, all others as floats. Unlike Python's, this
 * `repr` never throws, since the console calls it: an object that cannot be looked at prints as
 * `<Name object at 0x…>`.
 *
 * @see https://docs.python.org/3/library/functions.html#repr
 * @see https://docs.python.org/3/library/reprlib.html
 */
import { util } from "../internal/node/builtins.js";
import { is_plain_object } from "./kwargs.js";

/** The text that Python would write for a value. */
export function repr(value: unknown): string {
  return write(value, []);
}

/** Python's `str`: like {@link repr}, but the text itself for a string, and the message for an error. */
export function str(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    if (is_error(value) && !has_repr(value)) return is_group(value) ? String(value) : value.message;
  } catch {
    // An object that cannot be looked at: `repr` knows what to do.
  }
  return repr(value);
}

/** What {@link repr} is given to remember the objects it is in the middle of. */
type Enclosing = readonly object[];

function write(value: unknown, enclosing: Enclosing): string {
  switch (typeof value) {
    case "undefined":
      return "None";
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return number_repr(value);
    case "string":
      return string_repr(value);
    case "bigint":
    case "symbol":
      return String(value);
    default:
      return value === null ? "None" : reference_repr(value as object, enclosing);
  }
}

function reference_repr(value: object, enclosing: Enclosing): string {
  try {
    return typeof value === "function" ? function_repr(value) : object_repr(value, enclosing);
  } catch {
    return default_repr(value);
  }
}

function object_repr(value: object, enclosing: Enclosing): string {
  if (has_repr(value)) return String(value.__repr__());
  if (is_error(value)) return error_repr(value, enclosing);
  if (value instanceof Uint8Array) return bytes_repr(value);
  if (value instanceof RegExp) return String(value);
  if (value instanceof Date)
    return `<Date ${Number.isNaN(value.getTime()) ? "invalid" : value.toISOString()}>`;

  const inside = [...enclosing, value];
  const within = enclosing.includes(value);
  if (Array.isArray(value)) {
    return within ? "[...]" : `[${Array.from(value, (item) => write(item, inside)).join(", ")}]`;
  }
  if (value instanceof Set) {
    if (within) return "set(...)";
    return value.size === 0 ? "set()" : `{${Array.from(value, (item) => write(item, inside)).join(", ")}}`;
  }
  if (!is_dict(value)) return default_repr(value);
  if (within) return "{...}";
  const entries = dict_entries(value).map(([key, item]) => `${write(key, inside)}: ${write(item, inside)}`);
  return `{${entries.join(", ")}}`;
}

/** What is a dict to Python: a map, or an object without a class. */
function is_dict(value: object): boolean {
  return value instanceof Map || is_plain_object(value);
}

function dict_entries(value: object): [unknown, unknown][] {
  return value instanceof Map ? [...value] : Object.entries(value);
}

function default_repr(value: object): string {
  return `<${type_name(value)} object at ${address(value)}>`;
}

// ---- numbers and texts

/** Beyond this, Python's floats turn to the exponent; whole numbers below it are taken for ints. */
const INT_LIMIT = 1e16;

function number_repr(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < INT_LIMIT) return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 16) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** Python's choice: double quotes only where they spare a backslash. */
function quote_for(has_single: boolean, has_double: boolean): "'" | '"' {
  return has_single && !has_double ? '"' : "'";
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

// Compiled when a first string is shown: V8 reads a literal, with all of Unicode's tables, when the module is loaded.
const SPECIAL = String.raw`[\p{C}\p{Z}\\'"]`;
let special: RegExp | null = null;

function string_repr(text: string): string {
  const quote = quote_for(text.includes("'"), text.includes('"'));
  special ??= new RegExp(SPECIAL, "gu");
  const body = text.replace(special, (character) => {
    if (character === " ") return character;
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character;
    return SHORT_ESCAPES[character] ?? code_escape(character.codePointAt(0) ?? 0);
  });
  return quote + body + quote;
}

function code_escape(code: number): string {
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

/** @param whole - the bytes that choose the quotes, where `bytes` is an extract of them. */
function bytes_repr(bytes: Uint8Array, whole: Uint8Array = bytes): string {
  const quote = quote_for(whole.includes(0x27), whole.includes(0x22));
  let text = `b${quote}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote) text += `\\${quote}`;
    else text += SHORT_ESCAPES[character] ?? (byte >= 0x20 && byte < 0x7f ? character : code_escape(byte));
  }
  return text + quote;
}

// ---- objects

/** Whether a function is a class, by its prototype being fixed: so it is for `class` and for built-in ones. */
export function is_class(value: unknown): boolean {
  if (typeof value !== "function") return false;
  return (
    Object.getOwnPropertyDescriptor(value, "prototype")?.writable === false ||
    value.prototype instanceof Error
  );
}

function function_repr(value: object & { readonly name?: unknown }): string {
  const name = typeof value.name === "string" ? value.name : "";
  return is_class(value) ? `<class '${name}'>` : `<function ${name || "<lambda>"} at ${address(value)}>`;
}

/** Whether a value is an error: of any realm, or by its prototype alone. */
export function is_error(value: unknown): value is Error {
  return util.types.isNativeError(value) || value instanceof Error;
}

/** The values that an error was made with, as its repr shows them; a native error has at most its message. */
export function error_args(error: Error): readonly unknown[] {
  return Object.hasOwn(error, "message") || error.message !== "" ? [error.message] : [];
}

const NATIVE_NAMES: ReadonlySet<unknown> = new Set(
  [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    ({ name }) => name,
  ),
);

/** An error's name; that of its class, where a subclass of a native one has set none. */
function error_name(error: Error): string {
  const class_name: unknown = error.constructor?.name;
  if (typeof error.name === "string" && error.name !== "" && !NATIVE_NAMES.has(error.name)) return error.name;
  return typeof class_name === "string" && class_name !== "" ? class_name : String(error.name);
}

function error_repr(error: Error & { readonly args?: unknown }, enclosing: Enclosing): string {
  const name = error_name(error);
  if (enclosing.includes(error)) return `${name}(...)`;
  const args: readonly unknown[] = Array.isArray(error.args) ? error.args : error_args(error);
  return `${name}(${args.map((item) => write(item, [...enclosing, error])).join(", ")})`;
}

/** An exception group has a text of its own. */
function is_group(error: Error): error is AggregateError {
  return error instanceof AggregateError;
}

function has_repr(value: object): value is { __repr__(): unknown } {
  return "__repr__" in value && typeof value.__repr__ === "function";
}

/** The name of a value's type, as Python's messages give it (`must be str, not int`). */
export function type_name(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "NoneType";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "string":
      return "str";
    case "symbol":
      return "symbol";
    case "function":
      return is_class(value) ? "type" : "function";
    default:
      return value === null ? "NoneType" : object_type_name(value as object);
  }
}

function object_type_name(value: object): string {
  try {
    if (Array.isArray(value)) return "list";
    if (value instanceof Set) return "set";
    if (value instanceof Uint8Array) return "bytes";
    if (is_error(value)) return error_name(value);
    if (is_dict(value)) return "dict";
    const name: unknown = value.constructor?.name;
    return typeof name === "string" && name !== ""
      ? name
      : Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    return "object";
  }
}

const addresses = new WeakMap<object, string>();
let next_address = 0x7f3a_5c00_0000;

/** What stands for an object's address in memory: the same for one object, another for every other. */
export function address(object: object): string {
  let known = addresses.get(object);
  if (known === undefined) {
    known = `0x${next_address.toString(16)}`;
    next_address += 0x40;
    addresses.set(object, known);
  }
  return known;
}

// ---- reprlib

const MAX_LEVEL = 6;
const MAX_ITEMS = 6;
const MAX_ENTRIES = 4;
const MAX_TEXT = 30;
const MAX_INT = 40;

/** Far more characters or bytes than any short repr shows, from either end. */
const WINDOW = 100;

/** Python's `reprlib.repr`: long texts lose their middle, long collections their end. */
export function short_repr(value: unknown): string {
  return write_short(value, MAX_LEVEL);
}

function write_short(value: unknown, level: number): string {
  if (typeof value === "string") return short_string(value);
  if (typeof value === "bigint") return cut(repr(value), MAX_INT);
  try {
    if (typeof value === "object" && value !== null && !has_repr(value) && !is_error(value)) {
      const text = short_collection(value, level);
      if (text !== undefined) return text;
    }
  } catch {
    // An object that cannot be looked at: `repr` knows what to do.
  }
  return cut(repr(value), MAX_TEXT);
}

function short_collection(value: object, level: number): string | undefined {
  const short = (item: unknown) => write_short(item, level - 1);
  if (value instanceof Uint8Array) return cut(short_bytes(value), MAX_TEXT);
  if (Array.isArray(value)) return `[${some_of(value, MAX_ITEMS, level, short)}]`;
  if (value instanceof Set) {
    const items = sorted([...value], (item) => item);
    return items.length === 0 ? "set()" : `{${some_of(items, MAX_ITEMS, level, short)}}`;
  }
  if (!is_dict(value)) return undefined;
  const entries = sorted(dict_entries(value), ([key]) => key);
  return `{${some_of(entries, MAX_ENTRIES, level, ([key, item]) => `${short(key)}: ${short(item)}`)}}`;
}

function some_of<T>(items: readonly T[], limit: number, level: number, short: (item: T) => string): string {
  if (items.length > 0 && level <= 0) return "...";
  const texts = Array.from(items.slice(0, limit), short);
  if (items.length > limit) texts.push("...");
  return texts.join(", ");
}

/** By key, where all are numbers or all are texts; else as they are, as Python leaves what it cannot compare. */
function sorted<T>(items: T[], key: (item: T) => unknown): T[] {
  const kinds = new Set(items.map((item) => COMPARABLE[typeof key(item)]));
  if (kinds.size !== 1 || kinds.has(undefined)) return items;
  return items.sort((a, b) => {
    const [left, right] = [key(a) as number, key(b) as number];
    return left < right ? -1 : Number(left > right);
  });
}

/** Which types of values Python compares with which. */
const COMPARABLE: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  bigint: "number",
  boolean: "number",
};

function short_string(text: string): string {
  const points = Array.from(text.length > 2 * WINDOW ? text.slice(0, WINDOW) + text.slice(-WINDOW) : text);
  const start = repr(points.slice(0, MAX_TEXT).join(""));
  if (Array.from(start).length <= MAX_TEXT) return start;
  const [head, tail] = ends(MAX_TEXT);
  return cut(
    repr([...points.slice(0, head), ...points.slice(points.length - tail)].join("")),
    MAX_TEXT,
    true,
  );
}

function short_bytes(bytes: Uint8Array): string {
  if (bytes.length <= 2 * WINDOW) return repr(bytes);
  return bytes_repr(Buffer.concat([bytes.subarray(0, WINDOW), bytes.subarray(-WINDOW)]), bytes);
}

/** How much of a text of `limit` characters stays before and after the dots. */
function ends(limit: number): [head: number, tail: number] {
  const head = (limit - 3) >> 1;
  return [head, limit - 3 - head];
}

function cut(text: string, limit: number, always = false): string {
  const points = Array.from(text);
  if (points.length <= limit && !always) return text;
  const [head, tail] = ends(limit);
  return `${points.slice(0, head).join("")}...${points.slice(points.length - tail).join("")}`;
}
