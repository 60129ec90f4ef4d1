import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heapify, heappop, heappush } from "../../lib/python/heapq.js";

const lt = (a: number, b: number): boolean => a < b;

/** An element with a key that counts and a name that does not: equal keys can be told apart. */
interface Entry {
  readonly key: string;
  readonly name: string;
}

const by_key = (a: Entry, b: Entry): boolean => a.key < b.key;

/** `"121"` stands for the elements a, b, c with the keys 1, 2, 1. */
const entries = (keys: string): Entry[] =>
  Array.from(keys, (key, index) => ({ key, name: String.fromCharCode(97 + index) }));

const names = (heap: readonly Entry[]): string => heap.map(({ name }) => name).join("");

function drain<T>(heap: T[], less: (a: T, b: T) => boolean): T[] {
  const items: T[] = [];
  while (heap.length > 0) items.push(heappop(heap, less) as T);
  return items;
}

describe("a heap", () => {
  it("hands out what was pushed, the smallest first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const heap: number[] = [];
        for (const item of items) heappush(heap, item, lt);
        expect(drain(heap, lt)).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });

  it("is made of any array by heapify", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const heap = [...items];
        heapify(heap, lt);
        expect(drain(heap, lt)).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });

  it("keeps the smallest of all in front while items come and go", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer())), (steps) => {
        const heap: number[] = [];
        const model: number[] = [];
        for (const step of steps) {
          if (step === null) expect(heappop(heap, lt)).toBe(model.shift());
          else {
            heappush(heap, step, lt);
            model.push(step);
            model.sort((a, b) => a - b);
          }
          expect(heap[0]).toBe(model[0]);
        }
      }),
    );
  });

  it("pops undefined when it is empty", () => {
    expect(heappop([], lt)).toBeUndefined();
  });

  it("compares in proportion to the logarithm of its size", () => {
    let comparisons = 0;
    const counting = (a: number, b: number): boolean => {
      comparisons++;
      return a < b;
    };
    const heap = Array.from({ length: 1 << 16 }, (_, index) => index);
    heapify(heap, counting);
    comparisons = 0;
    heappop(heap, counting);
    heappush(heap, -1, counting);
    expect(comparisons).toBeLessThan(50);
  });
});

describe("equal elements come in CPython's order", () => {
  // Recorded from CPython 3.13: the keys, the heap's layout after the pushes, the order of the pops.
  it.each([
    ["11111111", "abcdefgh", "acgfhebd"],
    ["1122112211", "abfiecghdj", "afjbeigchd"],
    ["3121321123", "bdghefcaij", "bgdhcfijae"],
    ["9876543210", "jifghbeadc", "jihgfedcba"],
    ["5555511111555", "fhgijcadbeklm", "fghjiamlcdekb"],
  ])("%s, pushed one by one", (keys, layout, pops) => {
    const heap: Entry[] = [];
    for (const entry of entries(keys)) heappush(heap, entry, by_key);
    expect(names(heap)).toBe(layout);
    expect(names(drain(heap, by_key))).toBe(pops);
  });

  it.each([
    ["11111111", "gechbfad", "gcafdbeh"],
    ["1122112211", "fjaiecghdb", "fabjeigchd"],
    ["3121321123", "ghcdjfabie", "ghdbcfiaej"],
    ["9876543210", "jighefcadb", "jihgfedcba"],
    ["5555511111555", "gjfikmchdebla", "gfjihcabmlekd"],
  ])("%s, by heapify", (keys, layout, pops) => {
    const heap = entries(keys);
    heapify(heap, by_key);
    expect(names(heap)).toBe(layout);
    expect(names(drain(heap, by_key))).toBe(pops);
  });
});
