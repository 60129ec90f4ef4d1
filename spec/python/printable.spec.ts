import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Printable } from "../../lib/python/printable.js";
import { repr } from "../../lib/python/repr.js";

class Lock extends Printable {
  readonly noise = "which the console would show";

  __repr__(): string {
    return "<Lock [unlocked]>";
  }
}

describe("a printable object", () => {
  const lock = new Lock();

  it("shows one text everywhere", () => {
    expect(`${lock}`).toBe("<Lock [unlocked]>");
    expect(String(lock)).toBe("<Lock [unlocked]>");
    expect(inspect(lock)).toBe("<Lock [unlocked]>");
    expect(repr(lock)).toBe("<Lock [unlocked]>");
  });

  it("shows it inside other values, too", () => {
    expect(repr([lock, { lock }])).toBe("[<Lock [unlocked]>, {'lock': <Lock [unlocked]>}]");
    expect(format("%s %o", lock, [lock])).toContain("<Lock [unlocked]> [ <Lock [unlocked]>");
  });

  it("may have a str of its own, which the console shows, as Python's print does", () => {
    class Queue extends Printable {
      __repr__(): string {
        return "<Queue at 0x7f3a5c000000 maxsize=0>";
      }

      override toString(): string {
        return "<Queue maxsize=0>";
      }
    }
    const queue = new Queue();
    expect(inspect(queue)).toBe("<Queue maxsize=0>");
    expect(`${queue}`).toBe("<Queue maxsize=0>");
    expect(repr(queue)).toBe("<Queue at 0x7f3a5c000000 maxsize=0>");
  });
});
