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
});
