import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lt } from "../../lib/python/comparison.js";

class Ranked {
  readonly rank: number;
  constructor(rank: number) {
    this.rank = rank;
  }
  __lt__(other: unknown): boolean | undefined {
    return other instanceof Ranked ? this.rank < other.rank : undefined;
  }
  __eq__(other: unknown): boolean | undefined {
    return other instanceof Ranked ? this.rank === other.rank : undefined;
  }
}

class OnlyGreater {
  readonly rank: number;
  constructor(rank: number) {
    this.rank = rank;
  }
  __gt__(other: unknown): boolean {
    return this.rank > Number(other instanceof OnlyGreater ? other.rank : other);
  }
}

describe("numbers", () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 2, true],
    [2, 1, false],
    [1, 1, false],
    [1.5, 2, true],
    [-0, 0, false],
    [Number.NEGATIVE_INFINITY, 0, true],
    [Number.NaN, 1, false],
    [1, Number.NaN, false],
    [true, 2, true],
    [false, true, true],
    [true, 1, false],
    [1n, 2, true],
    [2, 1n, false],
    [1n, 1.5, true],
  ])("%s < %s is %s", (a, b, expected) => {
    expect(lt(a, b)).toBe(expected);
  });
});

describe("texts go by code point", () => {
  it.each([
    ["a", "b", true],
    ["b", "a", false],
    ["a", "a", false],
    ["", "a", true],
    ["a", "ab", true],
    ["B", "a", true],
    ["\uff5e", "\u{1f600}", true],
    ["\u{1f600}", "\uff5e", false],
    ["\u{1f600}", "\u{1f601}", true],
    ["x\u{1f600}y", "x\u{1f600}z", true],
    ["\ud83d\ue000", "\u{1f600}", true],
  ])("%o < %o is %s", (a, b, expected) => {
    expect(lt(a, b)).toBe(expected);
  });

  it("as UTF-8 does", () => {
    const unit = fc.oneof(
      fc.constantFrom("a", "z", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"),
      fc.string({ unit: "binary", maxLength: 1 }),
    );
    const text = fc.array(unit, { maxLength: 6 }).map((units) => units.join(""));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(lt(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0);
      }),
    );
  });
});

describe("arrays go item by item", () => {
  it.each<[unknown, unknown, boolean]>([
    [[1, 2], [1, 3], true],
    [[9], [10], true],
    [[2], [1, 5], false],
    [[1], [1, 0], true],
    [[], [0], true],
    [[], [], false],
    [[1, "b"], [1, "a"], false],
    [[[1, 2], 3], [[1, 2], 4], true],
    [[1, true], [true, 2], true],
    [[1n, 1], [1, 2], true],
    [[{ a: [1] }, 1], [{ a: [1] }, 2], true],
    [[new Map([["a", 1]]), 1], [{ a: 1 }, 2], true],
    [[new Set([1, 2]), 1], [new Set([2, 1]), 2], true],
    [[Buffer.from("x"), 1], [Uint8Array.of(120), 2], true],
    [[new Date(5), 1], [new Date(5), 2], true],
    [[null, 1], [undefined, 2], true],
    [[new Ranked(1), 1], [new Ranked(1), 2], true],
    [[new Ranked(1), 2], [new Ranked(2), 1], true],
  ])("%o < %o is %s", (a, b, expected) => {
    expect(lt(a, b)).toBe(expected);
  });

  it("takes one object for equal to itself, NaN too", () => {
    const same = {};
    expect(lt([same, 1], [same, 2])).toBe(true);
    expect(lt([Number.NaN, 1], [Number.NaN, 2])).toBe(true);
  });

  it("never asks what comes after the item that decides", () => {
    expect(lt([1, "a"], [2, 5])).toBe(true);
  });

  it("is a total order of arrays of numbers", () => {
    const numbers = fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 3 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const equal = a.length === b.length && a.every((x, i) => x === b[i]);
        expect(Number(lt(a, b)) + Number(lt(b, a)) + Number(equal)).toBe(1);
        if (lt(a, b) && lt(b, c)) expect(lt(a, c)).toBe(true);
      }),
    );
  });
});

describe("objects", () => {
  it("are asked by __lt__", () => {
    expect(lt(new Ranked(1), new Ranked(2))).toBe(true);
    expect(lt(new Ranked(2), new Ranked(1))).toBe(false);
  });

  it("are asked by __gt__ from the other side", () => {
    expect(lt(new OnlyGreater(1), new OnlyGreater(2))).toBe(true);
    expect(lt(1, new OnlyGreater(2))).toBe(true);
    expect(lt(3, new OnlyGreater(2))).toBe(false);
  });

  it("compare as bytes, dates and sets do in Python", () => {
    expect(lt(Buffer.from("a"), Buffer.from("b"))).toBe(true);
    expect(lt(new Date(1), new Date(2))).toBe(true);
    expect(lt(new Set([1]), new Set([1, 2]))).toBe(true);
    expect(lt(new Set([1, 2]), new Set([1, 2]))).toBe(false);
  });
});

describe("what makes no sense is a TypeError", () => {
  it.each<[unknown, unknown, string, string]>([
    [1, "a", "int", "str"],
    ["a", 1, "str", "int"],
    [1.5, "a", "float", "str"],
    [true, "a", "bool", "str"],
    [null, null, "NoneType", "NoneType"],
    [undefined, 1, "NoneType", "int"],
    [{}, {}, "dict", "dict"],
    [[1], 1, "list", "int"],
    [new Set(), 1, "set", "int"],
    [Buffer.from(""), "", "bytes", "str"],
    [() => {}, 1, "function", "int"],
    [new Ranked(1), 1, "Ranked", "int"],
    [1, new Ranked(1), "int", "Ranked"],
  ])("%o < %o", (a, b, left, right) => {
    expect(() => lt(a, b)).toThrow(
      new TypeError(`'<' not supported between instances of '${left}' and '${right}'`),
    );
  });

  it("names the items that differ", () => {
    expect(() => lt([1, "a"], [1, 2])).toThrow("'<' not supported between instances of 'str' and 'int'");
    expect(() => lt([1, { a: 1 }], [1, { a: 2 }])).toThrow(
      "'<' not supported between instances of 'dict' and 'dict'",
    );
  });
});
