import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { CancelledError } from "../../lib/exceptions.js";
import { BaseExceptionGroup, ExceptionGroup } from "../../lib/python/exception-groups.js";
import { isOrdinary, KeyboardInterrupt, OSError, ValueError } from "../../lib/python/exceptions.js";
import { repr, str } from "../../lib/python/repr.js";

const group = (...errors: Error[]): ExceptionGroup => new ExceptionGroup("outer", errors);

describe("a group", () => {
  const [first, second] = [new ValueError("a"), new TypeError("b")];
  const eg = group(first, second);

  it("holds its errors, in their order", () => {
    expect(eg.exceptions).toEqual([first, second]);
    expect(eg.errors).toBe(eg.exceptions);
    expect(Object.isFrozen(eg.exceptions)).toBe(true);
    expect(eg.args).toEqual(["outer", [first, second]]);
  });

  it("does not follow the array it was made of", () => {
    const errors: Error[] = [first];
    const taken = group(...errors);
    errors.push(second);
    expect(taken.exceptions).toEqual([first]);
  });

  it("is an AggregateError", () => {
    expect(eg).toBeInstanceOf(AggregateError);
    expect(eg).toBeInstanceOf(BaseExceptionGroup);
    expect(eg.name).toBe("ExceptionGroup");
  });

  it("has the count in its text, and not in its message", () => {
    expect(eg.message).toBe("outer");
    expect(String(eg)).toBe("outer (2 sub-exceptions)");
    expect(str(eg)).toBe("outer (2 sub-exceptions)");
    expect(String(group(first))).toBe("outer (1 sub-exception)");
  });

  it("reprs as Python does", () => {
    expect(repr(eg)).toBe("ExceptionGroup('outer', [ValueError('a'), TypeError('b')])");
    expect(repr(group(group(first)))).toBe(
      "ExceptionGroup('outer', [ExceptionGroup('outer', [ValueError('a')])])",
    );
  });

  it("shows all of its errors in the console", () => {
    expect(inspect(eg)).toMatch(/^ExceptionGroup: outer\n.*ValueError: a\n.*TypeError: b\n/s);
  });

  it("takes a cause", () => {
    expect(new ExceptionGroup("m", [first], { cause: second }).cause).toBe(second);
  });
});

describe("what a group may hold", () => {
  it("makes a BaseExceptionGroup of ordinary errors an ExceptionGroup", () => {
    const eg = new BaseExceptionGroup("m", [new ValueError(), new TypeError()]);
    expect(eg).toBeInstanceOf(ExceptionGroup);
    expect(repr(eg)).toBe("ExceptionGroup('m', [ValueError(), TypeError()])");
    expect(eg.stack).toMatch(/^ExceptionGroup: m\n/);
    expect(isOrdinary(eg)).toBe(true);
  });

  it("leaves one of other errors what it is", () => {
    const eg = new BaseExceptionGroup("m", [new ValueError(), new CancelledError()]);
    expect(eg).not.toBeInstanceOf(ExceptionGroup);
    expect(repr(eg)).toBe("BaseExceptionGroup('m', [ValueError(), CancelledError()])");
    expect(isOrdinary(eg)).toBe(false);
  });

  it("counts a group in a group as what it is", () => {
    const inner = new BaseExceptionGroup("m", [new KeyboardInterrupt()]);
    expect(new BaseExceptionGroup("m", [inner])).not.toBeInstanceOf(ExceptionGroup);
    expect(() => group(inner)).toThrow(TypeError);
  });

  it("leaves a subclass what it is", () => {
    class Several extends BaseExceptionGroup {}
    expect(repr(new Several("m", [new ValueError()]))).toBe("Several('m', [ValueError()])");
    expect(new Several("m", [new ValueError()])).not.toBeInstanceOf(ExceptionGroup);
  });

  it("refuses other errors in an ExceptionGroup", () => {
    expect(() => group(new CancelledError())).toThrow(
      new TypeError("Cannot nest BaseExceptions in an ExceptionGroup"),
    );
    class Mine extends ExceptionGroup {}
    expect(() => new Mine("m", [new KeyboardInterrupt()])).toThrow(
      new TypeError("Cannot nest BaseExceptions in 'Mine'"),
    );
  });

  it("refuses nothing, and what is no error", () => {
    expect(() => group()).toThrow(
      new ValueError("second argument (exceptions) must be a non-empty sequence"),
    );
    const wrong = [new ValueError(), 1] as unknown as Error[];
    expect(() => group(...wrong)).toThrow(
      new ValueError("Item 1 of second argument (exceptions) is not an exception"),
    );
  });

  it("refuses arguments of another type", () => {
    const Group = ExceptionGroup as new (...args: unknown[]) => ExceptionGroup;
    expect(() => new Group(1, [new ValueError()])).toThrow(
      new TypeError("BaseExceptionGroup.__new__() argument 1 must be str, not int"),
    );
    expect(() => new Group("m", new Set([new ValueError()]))).toThrow(
      new TypeError("second argument (exceptions) must be a sequence"),
    );
  });
});

describe("split", () => {
  const mixed = group(
    new ValueError("v"),
    new ExceptionGroup("inner", [new TypeError("t"), new ValueError("w")]),
    new OSError("o"),
  );
  const texts = (parts: readonly unknown[]): string[] => parts.map(repr);

  it("parts the errors by class, and keeps how they are nested", () => {
    expect(texts(mixed.split(ValueError))).toEqual([
      "ExceptionGroup('outer', [ValueError('v'), ExceptionGroup('inner', [ValueError('w')])])",
      "ExceptionGroup('outer', [ExceptionGroup('inner', [TypeError('t')]), OSError('o')])",
    ]);
  });

  it("takes several classes", () => {
    expect(texts(mixed.split([OSError, TypeError]))).toEqual([
      "ExceptionGroup('outer', [ExceptionGroup('inner', [TypeError('t')]), OSError('o')])",
      "ExceptionGroup('outer', [ValueError('v'), ExceptionGroup('inner', [ValueError('w')])])",
    ]);
    expect(mixed.split([])[0]).toBeNull();
  });

  it("takes a predicate, which sees groups before what is in them", () => {
    const seen: Error[] = [];
    mixed.split((error) => {
      seen.push(error);
      return false;
    });
    expect(texts(seen.map((error) => error.message))).toEqual([
      "'outer'",
      "'v'",
      "'inner'",
      "'t'",
      "'w'",
      "'o'",
    ]);
    expect(repr(mixed.split((error) => error.message === "inner")[0])).toBe(
      "ExceptionGroup('outer', [ExceptionGroup('inner', [TypeError('t'), ValueError('w')])])",
    );
  });

  it("gives the group itself where that matches", () => {
    expect(mixed.split(ExceptionGroup)).toEqual([mixed, null]);
    expect(mixed.split(Error)[0]).toBe(mixed);
  });

  it("gives null for a side without errors", () => {
    const [match, rest] = mixed.split(RangeError);
    expect(match).toBeNull();
    expect(repr(rest)).toBe(repr(mixed));
  });

  it("makes each part the kind of group that it can be", () => {
    const eg = new BaseExceptionGroup("m", [new ValueError(), new KeyboardInterrupt()]);
    const [match, rest] = eg.split(ValueError);
    expect(match).toBeInstanceOf(ExceptionGroup);
    expect(rest).not.toBeInstanceOf(ExceptionGroup);
    expect(match?.stack).toMatch(/^ExceptionGroup: m\n/);
  });

  it("leaves the parts where, and why, the whole was raised", () => {
    const cause = new Error("first");
    const eg = new ExceptionGroup("m", [new ValueError(), new TypeError()], { cause });
    const [match, rest] = eg.split(TypeError);
    expect(match?.cause).toBe(cause);
    expect(match?.stack).toBe(eg.stack);
    expect(rest?.stack).toBe(eg.stack);
    expect(Object.keys(match ?? {})).toEqual([]);
  });

  it("refuses what is neither a class of errors nor a predicate", () => {
    const split = (condition: unknown) => () => mixed.split(condition as typeof Error);
    const refusal = new TypeError(
      "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    );
    expect(split(1)).toThrow(refusal);
    expect(split(null)).toThrow(refusal);
    expect(split([ValueError, 1])).toThrow(refusal);
    expect(split(class NoError {})).toThrow(refusal);
    expect(split(Map)).toThrow(refusal);
  });
});

describe("subgroup", () => {
  it("is the matching side of split", () => {
    const eg = group(new ValueError("v"), new TypeError("t"));
    expect(repr(eg.subgroup(TypeError))).toBe("ExceptionGroup('outer', [TypeError('t')])");
    expect(eg.subgroup(RangeError)).toBeNull();
    expect(eg.subgroup(() => true)).toBe(eg);
  });
});

describe("derive", () => {
  class Failures extends ExceptionGroup {
    readonly code: number;

    constructor(message: string, errors: readonly Error[], code: number) {
      super(message, errors);
      this.code = code;
    }

    override derive(errors: readonly Error[]): Failures {
      return new Failures(this.message, errors, this.code);
    }
  }

  it("lets a subclass stay itself when it is split", () => {
    const eg = new Failures("m", [new ValueError("v"), new TypeError("t")], 7);
    const [match, rest] = eg.split(ValueError);
    expect(match).toBeInstanceOf(Failures);
    expect((rest as Failures).code).toBe(7);
    expect(repr(rest)).toBe("Failures('m', [TypeError('t')])");
  });

  it("makes a plain group otherwise", () => {
    class Mine extends ExceptionGroup {}
    const derived = new Mine("m", [new ValueError("v")]).derive([new TypeError("t")]);
    expect(repr(derived)).toBe("ExceptionGroup('m', [TypeError('t')])");
  });

  it("must make a group", () => {
    class Broken extends ExceptionGroup {
      override derive(): BaseExceptionGroup {
        return new Error() as BaseExceptionGroup;
      }
    }
    expect(() => new Broken("m", [new ValueError()]).split(ValueError)).toThrow(
      new TypeError("derive must return an instance of BaseExceptionGroup"),
    );
  });
});
