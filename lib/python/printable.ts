/**
 * What `object.__repr__` is to Python: one text for `repr()`, string templates and the console alike.
 */
import { util } from "../internal/node/builtins.js";

/** Has the console show what `toString` gives. */
export function show_as_text(prototype: object): void {
  Object.defineProperty(prototype, util.inspect.custom, {
    configurable: true,
    writable: true,
    value(this: object): string {
      return this.toString();
    },
  });
}

/** Base of every class that Python prints in a way of its own. */
export abstract class Printable {
  static {
    show_as_text(Printable.prototype);
  }

  /** Python's `repr`: what `asyncio.repr` shows, and what an object looks like inside others. */
  abstract __repr__(): string;

  /** Python's `str`: what `String()`, string templates and `console.log` show. */
  toString(): string {
    return this.__repr__();
  }
}
