import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Deque } from "../../lib/python/deque.js";

describe("a deque", () => {
  it("hands out what was appended, first in, first out", () => {
    // A number is appended, null takes one: as an array does it.
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { freq: 2 }), { maxLength: 200 }), (steps) => {
        const deque = new Deque<number>();
        const model: number[] = [];
        for (const step of steps) {
          if (step === null) expect(deque.popleft()).toBe(model.shift());
          else {
            deque.append(step);
            model.push(step);
          }
          expect(deque.length).toBe(model.length);
          expect([...deque]).toEqual(model);
        }
      }),
    );
  });

  it("keeps its order while it grows, empties and turns around its end", () => {
    const deque = new Deque<number>();
    let last = 0;
    let first = 0;
    for (const size of [3, 100, 2, 3000, 0, 5]) {
      while (deque.length < size) deque.append(last++);
      while (deque.length > size) expect(deque.popleft()).toBe(first++);
    }
    expect([...deque]).toEqual([first, first + 1, first + 2, first + 3, first + 4]);
  });

  it("has nothing to give when it is empty", () => {
    const deque = new Deque<string>();
    expect(deque.popleft()).toBeUndefined();
    deque.append("a");
    expect([deque.popleft(), deque.popleft(), deque.length]).toEqual(["a", undefined, 0]);
  });
});
