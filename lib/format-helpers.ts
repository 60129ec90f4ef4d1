/** How callbacks are written in reprs and messages, as in CPython's `format_helpers.py`. */
import { method_name } from "./internal/methods.js";
import { function_location, function_name } from "./internal/source-locations.js";
import { short_repr } from "./python/repr.js";

/** `name(args) at file:line`; the arguments, which may be secret, only in debug mode. */
export function format_callback_source(callback: unknown, args: readonly unknown[], debug: boolean): string {
  const method = method_name(callback);
  const text = `${method ?? callback_name(callback)}(${debug ? args.map(short_repr).join(", ") : ""})`;
  const known = method === undefined && typeof callback === "function";
  const location = known ? function_location(callback as (...args: never[]) => unknown) : null;
  return location === null ? text : `${text} at ${location.file}:${location.line}`;
}

function callback_name(callback: unknown): string {
  return typeof callback === "function" ? function_name(callback) : String(callback);
}
