import { describe, expect, it } from "vitest";
import {
  check_keywords,
  is_plain_object,
  Kwargs,
  kwargs,
  take_keywords,
  take_kwargs,
} from "../../lib/python/kwargs.js";

describe("kwargs", () => {
  it("holds its options", () => {
    const marked = kwargs({ context: 1 });
    expect(marked).toBeInstanceOf(Kwargs);
    expect(marked.options).toEqual({ context: 1 });
  });
});

describe("take_kwargs", () => {
  it("takes marked keywords off the end", () => {
    expect(take_kwargs(["a", "b", kwargs({ context: 1 })])).toEqual([["a", "b"], { context: 1 }]);
    expect(take_kwargs([kwargs({})])).toEqual([[], {}]);
  });

  it("leaves a plain object to the callback", () => {
    const args = ["a", { context: 1 }];
    expect(take_kwargs(args)).toEqual([args, undefined]);
  });

  it("leaves marked keywords that do not come last", () => {
    const args = [kwargs({}), 1];
    expect(take_kwargs(args)).toEqual([args, undefined]);
  });

  it("does not touch what it was given", () => {
    const args = [1, kwargs({ name: "x" })];
    take_kwargs(args);
    expect(args).toHaveLength(2);
    expect(take_kwargs([])).toEqual([[], undefined]);
  });
});

describe("is_plain_object", () => {
  it.each([[{}], [{ timeout: 1 }], [Object.create(null)]])("takes %o", (value) => {
    expect(is_plain_object(value)).toBe(true);
  });

  it.each([
    [[]],
    [new Map()],
    [new Error()],
    [new (class Lock {})()],
    [kwargs({})],
    [() => 1],
    [null],
    [undefined],
    [1],
    ["a"],
  ])("refuses %o", (value) => {
    expect(is_plain_object(value)).toBe(false);
  });
});

describe("keywords of a function", () => {
  interface WaitOptions {
    timeout: number;
    return_when: string;
  }
  const take = (args: unknown[]) => take_keywords<WaitOptions>("wait", args, ["timeout", "return_when"]);

  it("are the plain object at the end of its arguments", () => {
    const tasks = new Set();
    expect(take([tasks, { timeout: 1 }])).toEqual([[tasks], { timeout: 1 }]);
    expect(take([{ return_when: "ALL_COMPLETED" }])).toEqual([[], { return_when: "ALL_COMPLETED" }]);
  });

  it("are none when the last argument is anything else", () => {
    expect(take([1, 2])).toEqual([[1, 2], {}]);
    expect(take([])).toEqual([[], {}]);
  });

  it("must be known to it", () => {
    expect(() => take([1, { timeout: 1, foo: 2 }])).toThrow(
      new TypeError("wait() got an unexpected keyword argument 'foo'"),
    );
    expect(() => check_keywords("gather", { return_exception: true }, ["return_exceptions"])).toThrow(
      new TypeError("gather() got an unexpected keyword argument 'return_exception'"),
    );
  });

  it("may be absent", () => {
    expect(() => check_keywords("wait", undefined, [])).not.toThrow();
    expect(() => check_keywords("wait", {}, [])).not.toThrow();
  });

  it("must stand in an object", () => {
    for (const [given, name] of [
      [null, "null"],
      [5, "number"],
      ["text", "string"],
    ]) {
      expect(() => check_keywords("wait", given as never, [])).toThrow(
        new TypeError(`wait() takes keyword arguments in an object, not ${name}`),
      );
    }
  });
});
