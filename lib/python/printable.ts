/**
 * What `object.__repr__` is to Python: one text for `repr()`, string templates and the console alike.
 */
import { inspect } from "node:util";

/** Base of every class that Python prints in a way of its own. */
export abstract class Printable {
  /** The text that `asyncio.repr`, `String()` and `console.log` show. */
  abstract __repr__(): string;

  toString(): string {
    return this.__repr__();
  }

  [inspect.custom](): string {
    return this.__repr__();
  }
}
